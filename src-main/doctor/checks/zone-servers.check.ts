import { challengeName } from '@mylzip/shared/domain/device-names.policy.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import { judgeZone } from '../dns/judge-zone.policy.ts'
import type { ZoneServers } from '../dns/zone-servers.service.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, titled, trouble } from '../verdict.policy.ts'

export interface NameInDns {
  name: string
  certificateId: string | undefined
  zoneServers: ZoneServers
  /** The proof is published elsewhere, and an alias leads there. */
  delegated: boolean
}

const mostServers = 8

/** Whether the servers that an authority asks about a name answer, over both ways, and alike. */
export function checkZoneServers(
  { askServer, interfaces }: Surroundings,
  { name, certificateId, zoneServers, delegated }: NameInDns,
): Check {
  const record = challengeName(name)
  return {
    id: `zone-servers:${name}`,
    kind: 'zone-servers',
    group: 'dns',
    ...titled('check.zone-servers', { name }),
    patience: 30 * second,
    ...(certificateId === undefined ? {} : { certificateId }),
    async look() {
      const { zone, servers } = await zoneServers(record)
      if (servers.length === 0)
        return skipped(saying('found.zone-servers-unknown', { name }), zone === undefined ? [] : [fact(saying('seen.zone'), zone)])
      const asked = zone ?? record
      const sights = await Promise.all(
        servers.slice(0, mostServers).map(async (server) => {
          const [udp, tcp, text] = await Promise.all([
            askServer('udp', server.place, { name: asked, type: 'SOA' }),
            askServer('tcp', server.place, { name: asked, type: 'SOA' }),
            askServer('tcp', server.place, { name: record, type: 'TXT' }),
          ])
          return { server, udp, tcp, record: text }
        }),
      )
      const from = outwardAddresses(interfaces()).map(({ address }) => address)
      const verdict = judgeZone({ zone: asked, record, servers: sights, aliasIsWrong: !delegated, from })
      if (zone !== undefined || verdict.code !== 'DNS_SERVER_NOT_AUTHORITATIVE') return verdict
      return failed(trouble('DNS_ZONE_NOT_FOUND', { server: servers[0]?.label ?? '', name }), verdict.evidence, verdict.obstacles)
    },
  }
}

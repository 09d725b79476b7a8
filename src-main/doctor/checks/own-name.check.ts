import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import { judgeOwnName } from '../dns/own-name.policy.ts'
import { addressesIn } from '../dns/reply.policy.ts'
import type { ZoneServers } from '../dns/zone-servers.service.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { skipped, titled } from '../verdict.policy.ts'

export interface OwnName {
  /** Undefined before the device is enrolled. */
  name: string | undefined
  published: readonly string[]
  zoneServers: ZoneServers
}

/** Whether the device’s own name leads to it. */
export function checkOwnName({ askServer, interfaces, resolver }: Surroundings, { name, published, zoneServers }: OwnName): Check {
  return {
    id: 'own-name',
    kind: 'own-name',
    group: 'dns',
    ...titled('check.own-name'),
    patience: 20 * second,
    ...(name === undefined ? {} : { about: [name] }),
    async look() {
      if (name === undefined) return skipped(saying('found.own-name-none'))
      const lookup = await resolver.lookup(name)
      const source = 'failure' in lookup && published.length > 0 ? await zoneServers(name) : undefined
      const [server] = source?.servers ?? []
      const replies = server
        ? await Promise.all([askServer('udp', server.place, { name, type: 'A' }), askServer('udp', server.place, { name, type: 'AAAA' })])
        : []
      const atTheSource = replies.some((reply) => 'answer' in reply) ? replies.flatMap(addressesIn) : undefined
      const from = outwardAddresses(interfaces()).map(({ address }) => address)
      return judgeOwnName({ name, lookup, interfaces: interfaces(), published, atTheSource, from })
    },
  }
}

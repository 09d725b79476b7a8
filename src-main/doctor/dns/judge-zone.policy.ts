import { saying } from '@mylzip/shared/domain/saying.ts'
import type { Fact, Obstacle } from '@mylzip/shared/operations/doctor.ts'
import type { Verdict } from '../check.port.ts'
import { fact, failed, trouble, warning, well } from '../verdict.policy.ts'
import type { DnsReply } from './dns.port.ts'
import { placeText } from './place.policy.ts'
import { replySaid, silenceOf } from './reply.policy.ts'
import type { ZoneServer } from './zone-servers.service.ts'

export interface ServerSight {
  server: ZoneServer
  /** The SOA of the zone over each way, and what it says of the challenge’s record. */
  udp: DnsReply
  tcp: DnsReply
  record: DnsReply
}

export interface ZoneSight {
  zone: string
  /** `_acme-challenge.…` */
  record: string
  servers: readonly ServerSight[]
  /** An alias there leads the authority away from where this program publishes. */
  aliasIsWrong: boolean
  from: readonly string[]
}

/** Whether every server that an authority may ask about a zone answers, for the zone, and with the same state of it. */
export function judgeZone({ zone, record, servers, aliasIsWrong, from }: ZoneSight): Verdict {
  const evidence: Fact[] = [
    fact(saying('seen.zone'), zone),
    ...servers.flatMap((sight) => [
      fact(saying('seen.soa-by', { server: sight.server.label, way: 'UDP' }), replySaid(sight.udp)),
      fact(saying('seen.soa-by', { server: sight.server.label, way: 'TCP' }), replySaid(sight.tcp)),
      fact(saying('seen.txt-of', { server: sight.server.label, record }), replySaid(sight.record)),
    ]),
  ]
  const silent = servers.filter(({ udp, tcp }) => silenceOf(udp) !== undefined || silenceOf(tcp) !== undefined)
  const obstacles = silent.map((sight) => closed(sight, from))
  const deaf = silent.find(({ server, udp, tcp }) => server.given && silenceOf(udp) !== undefined && silenceOf(tcp) !== undefined)
  if (deaf) return failed(unreachable(deaf), evidence, obstacles)
  const lame = servers.find(({ udp, tcp }) => [udp, tcp].some((reply) => 'answer' in reply && !reply.answer.authoritative))
  if (lame)
    return (lame.server.given ? failed : warning)(
      trouble('DNS_SERVER_NOT_AUTHORITATIVE', { server: lame.server.label, zone }),
      evidence,
      obstacles,
    )
  const alias = aliasIsWrong ? aliasOf(servers, record) : undefined
  if (alias !== undefined) return warning(trouble('DNS_NAME_IS_ALIAS', { name: record, target: alias }), evidence, obstacles)
  // Port 53 outwards is closed in many offices, and the authority asks from elsewhere.
  if (silent[0]) return warning(unreachable(silent[0]), evidence, obstacles)
  const serials = new Set(servers.flatMap(({ udp }) => serialIn(udp) ?? []))
  if (serials.size > 1) {
    const [late = servers[0]] = servers.filter(({ udp }) => serialIn(udp) !== Math.max(...serials))
    return warning(trouble('DNS_ZONE_BEHIND', { server: late?.server.label ?? '', zone }), evidence)
  }
  const count = servers.length
  return well(count === 1 ? saying('found.zone-servers-one', { zone }) : saying('found.zone-servers', { count, zone }), evidence)
}

function unreachable({ server, udp, tcp }: ServerSight) {
  const ways = [silenceOf(udp) && 'UDP', silenceOf(tcp) && 'TCP'].filter((way) => way)
  const only = ways.length === 1 ? ` over ${ways[0]}` : ''
  return trouble('DNS_SERVER_UNREACHABLE', { server: server.label, reason: `${silenceOf(udp) ?? silenceOf(tcp)}${only}` })
}

function closed({ server, udp, tcp }: ServerSight, from: readonly string[]): Obstacle {
  const ways = [silenceOf(udp) && 'UDP', silenceOf(tcp) && 'TCP'].filter((way) => way).join(' and ')
  const { address, port } = server.place
  return {
    from: from.join(', ') || 'this machine',
    host: address,
    port,
    protocol: 'DNS',
    what: `${server.label} gives no answer over ${ways} at ${placeText(server.place)}`,
    allow: `${ways} to ${address}, port ${port}`,
  }
}

function aliasOf(servers: readonly ServerSight[], record: string): string | undefined {
  for (const { record: reply } of servers) {
    if ('failure' in reply) continue
    for (const answer of reply.answer.answers) if (answer.type === 'CNAME' && answer.name === record) return answer.data
  }
  return undefined
}

function serialIn(reply: DnsReply): number | undefined {
  if ('failure' in reply) return undefined
  for (const record of reply.answer.answers) if (record.type === 'SOA') return record.data.serial
  return undefined
}

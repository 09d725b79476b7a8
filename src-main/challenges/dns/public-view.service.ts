import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { isPublicAddress } from '../../system/network/public-address.policy.ts'
import type { DnsServer } from './conversation.ts'
import { type createNameServerAddresses, type NameServerAddress, serverAt } from './name-servers.service.ts'
import { liesIn, type QuestionAnswer } from './question.policy.ts'
import type { AskDns } from './questions.ts'
import { upFrom } from './zone.policy.ts'

export interface PublicViewNeeds {
  ask: AskDns
  nameServers: ReturnType<typeof createNameServerAddresses>
  resolveName(name: string): Promise<string[]>
  /** Where name servers listen. */
  port: number
}

export interface PublicZone {
  zone: string
  servers: readonly DnsServer[]
}

/** No name of the internet lies deeper. */
const mostCuts = 8
/** Of the servers of one zone, which all say the same. */
const mostAsked = 3

/**
 * The zone of a name as the internet has it, where this network's DNS has one of its own under the same name: followed
 * down from the zone above, of which no network keeps a copy. Undefined where its servers cannot be asked from here.
 */
export function createPublicView({ ask, nameServers, resolveName, port }: PublicViewNeeds) {
  async function above(resolver: DnsServer, zone: string, over: AbortSignal): Promise<PublicZone | undefined> {
    for (const parent of upFrom(zone).slice(1)) {
      if (over.aborted) return undefined
      const servers = publicOnes(await nameServers(resolver, parent, over))
      if (servers.length > 0) return { zone: parent, servers }
    }
    return undefined
  }

  async function firstAnswer(servers: readonly DnsServer[], name: string, over: AbortSignal): Promise<QuestionAnswer | undefined> {
    for (const server of servers.slice(0, mostAsked)) {
      if (over.aborted) return undefined
      const answer = await ask(server, { name, type: 'SOA' }).catch(() => undefined)
      if (answer && (answer.rcode === 'NOERROR' || answer.rcode === 'NXDOMAIN')) return answer
    }
    return undefined
  }

  /** What a server hands on to (RFC 1034 §4.3.2), with the addresses beside it, else as they are found otherwise. */
  async function handedOn({ additionals, authorities }: QuestionAnswer, zone: string): Promise<DnsServer[]> {
    const names = authorities.flatMap((record) => (record.type === 'NS' && record.name === zone ? [canonicalName(record.data)] : []))
    const found = await Promise.all(
      names.slice(0, mostCuts * 2).map(async (name): Promise<NameServerAddress[]> => {
        const beside = additionals.flatMap((record) =>
          (record.type === 'A' || record.type === 'AAAA') && record.name === name ? [record.data] : [],
        )
        // Of a name in the zone itself this network has its own idea.
        const addresses = beside.length > 0 || liesIn(name, zone) ? beside : await resolveName(name).catch(() => [])
        return addresses.map((address) => ({ name, address }))
      }),
    )
    return publicOnes(found.flat())
  }

  const publicOnes = (found: readonly NameServerAddress[]) =>
    found.filter(({ address }) => isPublicAddress(address)).map((each) => serverAt(each, port))

  return async (resolver: DnsServer, name: string, zone: string, over: AbortSignal): Promise<PublicZone | undefined> => {
    let at = await above(resolver, zone, over)
    for (let cuts = 0; at && cuts < mostCuts; cuts += 1) {
      const answer = await firstAnswer(at.servers, name, over)
      if (!answer) return undefined
      const cut = cutIn(answer, name, at.zone)
      if (cut === undefined) return answer.authoritative ? at : undefined
      at = { zone: cut, servers: await handedOn(answer, cut) }
    }
    return undefined
  }
}

function cutIn({ authoritative, authorities }: QuestionAnswer, name: string, zone: string): string | undefined {
  if (authoritative) return undefined
  return authorities.find(
    (record) => record.type === 'NS' && record.name !== zone && liesIn(name, record.name) && liesIn(record.name, zone),
  )?.name
}

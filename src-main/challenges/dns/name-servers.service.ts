import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { DnsServer } from './conversation.ts'
import { liesIn } from './question.policy.ts'
import type { AskDns } from './questions.ts'

export interface NameServerNeeds {
  ask: AskDns
  /** The system's own resolver; empty when it knows nothing. */
  resolve(name: string): Promise<string[]>
  /** Where servers listen that nobody gave a port for. */
  port: number
}

/**
 * Every server that the CA may ask about the zone: the one that took the update, and each address of each name server.
 * Names inside the zone are best known to the given server; others to the system's resolver, and if not to it, to the
 * given server. One without any address is left out, as the CA will.
 */
export function createNameServers({ ask, resolve, port }: NameServerNeeds) {
  async function names(given: DnsServer, zone: string): Promise<string[]> {
    const { answers } = await ask(given, { name: zone, type: 'NS' })
    const found = answers.flatMap((record) => (record.type === 'NS' && record.name === zone ? [canonicalName(record.data)] : []))
    return [...new Set(found)]
  }

  async function fromGiven(given: DnsServer, name: string): Promise<string[]> {
    const answers = await Promise.all(
      (['A', 'AAAA'] as const).map((type) =>
        ask(given, { name, type, recursion: true }).then(
          (found) => found.answers,
          () => [],
        ),
      ),
    )
    return answers.flat().flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.data] : []))
  }

  async function addressesOf(given: DnsServer, zone: string, name: string): Promise<string[]> {
    const ways = [() => resolve(name), () => fromGiven(given, name)]
    for (const way of liesIn(name, zone) ? ways.reverse() : ways) {
      const found = await way()
      if (found.length > 0) return found
    }
    return []
  }

  return async (given: DnsServer, zone: string): Promise<DnsServer[]> => {
    const known = new Set(given.places.map(({ address }) => address))
    const servers: DnsServer[] = [given]
    for (const name of await names(given, zone)) {
      for (const address of await addressesOf(given, zone, name)) {
        if (known.has(address)) continue
        known.add(address)
        servers.push({ label: `${name} (${address})`, places: [{ address, port }] })
      }
    }
    return servers
  }
}

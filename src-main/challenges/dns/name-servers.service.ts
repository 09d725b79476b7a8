import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { isPublicAddress } from '../../system/network/public-address.policy.ts'
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

export interface NameServerAddress {
  name: string
  address: string
}

/** More than zones have, and few enough for one that names hundreds to cost nothing. */
const mostNames = 16
const mostAddresses = 32
const namesAtOnce = 4

/**
 * Each address of each name server of a zone, as `given` knows them. Names inside the zone are best known to the given
 * server; others to the system's resolver, and if not to it, to the given server. One without any address is left out,
 * as the CA will; so are those that are not found until `over`.
 */
export function createNameServerAddresses({ ask, resolve }: Omit<NameServerNeeds, 'port'>) {
  async function names(given: DnsServer, zone: string): Promise<string[]> {
    const { answers } = await ask(given, { name: zone, type: 'NS', recursion: true })
    const found = answers.flatMap((record) => (record.type === 'NS' && record.name === zone ? [canonicalName(record.data)] : []))
    return [...new Set(found)].slice(0, mostNames)
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

  return async (given: DnsServer, zone: string, over: AbortSignal): Promise<NameServerAddress[]> => {
    const waiting = (await names(given, zone)).entries()
    const found = new Map<number, NameServerAddress[]>()
    const worker = async () => {
      for (const [at, name] of waiting) {
        if (over.aborted) return
        const addresses = await addressesOf(given, zone, name)
        found.set(
          at,
          addresses.map((address) => ({ name, address })),
        )
      }
    }
    const searched = Promise.all(Array.from({ length: namesAtOnce }, worker))
    await Promise.race([searched, ended(over)])
    return eachOnce([...found].toSorted(([a], [b]) => a - b).flatMap(([, addresses]) => addresses))
  }
}

function eachOnce(found: readonly NameServerAddress[]): NameServerAddress[] {
  return found.filter(({ address }, at) => found.findIndex((other) => other.address === address) === at).slice(0, mostAddresses)
}

function ended(over: AbortSignal): Promise<void> {
  if (over.aborted) return Promise.resolve()
  return new Promise((resolve) => over.addEventListener('abort', () => resolve(), { once: true }))
}

/** Every server that the CA may ask about the zone: the one that took the update, and each address of each name server. */
export function createNameServers(needs: NameServerNeeds) {
  const addresses = createNameServerAddresses(needs)
  return async (given: DnsServer, zone: string, over: AbortSignal): Promise<DnsServer[]> => {
    const known = new Set(given.places.map(({ address }) => address))
    const isOutside = given.places.some(({ address }) => isPublicAddress(address))
    // Beside a server that all the world reaches, one that only this network does is its own idea of that name.
    const others = (await addresses(given, zone, over)).filter(
      ({ address }) => !known.has(address) && (!isOutside || isPublicAddress(address)),
    )
    return [given, ...others.map((other) => serverAt(other, needs.port))]
  }
}

export function serverAt({ name, address }: NameServerAddress, port: number): DnsServer {
  return { label: `${name} (${address})`, places: [{ address, port }] }
}

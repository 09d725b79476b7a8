import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Network } from './lan-addresses.port.ts'

/** A resolver whose servers do not answer may take half a minute; nobody waits for that. */
const patience = 10 * second

/** This machine's interfaces, and its resolver with everything that belongs to it: hosts file, search list, cache, VPN. */
export const systemNetwork: Network = {
  addresses: () =>
    Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
      addresses.map(({ address, family, internal }) => ({ name, address, family, internal })),
    ),

  async resolve(name) {
    const tooLate = new AbortController()
    const answers = lookup(name, { all: true, order: 'verbatim' }).then(
      (found) => found.map(({ address }) => address),
      () => [],
    )
    const nothing = setTimeout(patience, [], { ref: false, signal: tooLate.signal }).catch(() => [])
    try {
      return [...new Set(await Promise.race([answers, nothing]))]
    } finally {
      tooLate.abort()
    }
  },
}

import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import { judgeResolver } from '../dns/resolver.policy.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { skipped, titled } from '../verdict.policy.ts'

/** Servers beyond these are asked by hardly any system. */
const mostServers = 3

/** Whether this machine’s resolver knows the hosts that the agent needs, and which of its servers answer. */
export function checkResolver({ askServer, interfaces, resolver }: Surroundings, names: readonly string[]): Check {
  return {
    id: 'resolver',
    kind: 'resolver',
    group: 'network',
    ...titled('check.resolver'),
    patience: 15 * second,
    async look() {
      const [first] = names
      if (first === undefined) return skipped(saying('found.resolver-unneeded'))
      const question = { name: first, type: 'A', recursion: true } as const
      const [found, servers] = await Promise.all([
        Promise.all(names.map(async (name) => ({ name, lookup: await resolver.lookup(name) }))),
        Promise.all(
          resolver
            .servers()
            .slice(0, mostServers)
            .map(async (place) => ({ place, udp: await askServer('udp', place, question), tcp: await askServer('tcp', place, question) })),
        ),
      ])
      return judgeResolver({ names: found, servers, from: outwardAddresses(interfaces()).map(({ address }) => address) })
    },
  }
}

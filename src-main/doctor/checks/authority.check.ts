import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, titled, well } from '../verdict.policy.ts'
import { authorityTrouble, directoryIn } from '../way/judge-way.policy.ts'
import { wayFacts, wayObstacles } from '../way/way-evidence.policy.ts'

/** Whether a certificate authority can be reached and is one, step by step: DNS, TCP, proxy, TLS, HTTP, directory. */
export function checkAuthority({ interfaces, ways }: Surroundings, directory: string): Check {
  return {
    id: `authority:${directory}`,
    kind: 'authority',
    group: 'authority',
    about: [directory],
    ...titled('check.authority', { directory }),
    patience: 40 * second,
    async look() {
      const way = await ways(directory)
      const found = directoryIn(way)
      const evidence = [
        ...wayFacts(way),
        ...(found
          ? [
              fact(saying('seen.issues-under'), found.caaIdentities.join(', ') || saying('seen.unsaid')),
              fact(saying('seen.profiles'), found.profiles.join(', ') || saying('seen.none')),
            ]
          : []),
      ]
      const wrong = authorityTrouble(way, directory)
      const from = outwardAddresses(interfaces()).map(({ address }) => address)
      return wrong
        ? failed(wrong, evidence, wayObstacles(way, from))
        : well(saying('found.authority', { directory, ms: took(way.steps) }), evidence)
    },
  }
}

function took(steps: readonly { ms: number }[]): number {
  return steps.reduce((sum, { ms }) => sum + ms, 0)
}

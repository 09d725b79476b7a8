import { second } from '@mylzip/shared/domain/time.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, well } from '../verdict.policy.ts'
import { proxyTrouble } from '../way/judge-way.policy.ts'
import { wayFacts, wayObstacles } from '../way/way-evidence.policy.ts'

/** What this program was started with; names, not values, because a proxy’s address may hold a password. */
const variables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']

/** What a person chose in its place. */
const chosen = { own: 'one that was named to this program', none: 'none, whatever the system says' }

/** Whether a proxy is in use, and lets this program through. */
export function checkProxy({ environment, interfaces, proxyUse = 'system', ways }: Surroundings, urls: readonly string[]): Check {
  return {
    id: 'proxy',
    kind: 'proxy',
    group: 'network',
    title: 'The proxy lets this program through.',
    patience: 45 * second,
    async look() {
      const set = variables.filter((name) => environment[name] || environment[name.toLowerCase()])
      const settings = [
        fact('settings', proxyUse === 'system' ? set.join(', ') || 'none' : chosen[proxyUse]),
        ...(set.includes('NO_PROXY') ? [fact('NO_PROXY', environment.NO_PROXY || environment.no_proxy || '')] : []),
      ]
      const seen = (await Promise.all(urls.map(ways))).filter(({ proxy }) => proxy !== undefined)
      if (seen.length === 0) return skipped('No proxy is in use.', settings)
      const evidence = [...settings, ...seen.flatMap(wayFacts)]
      const from = outwardAddresses(interfaces()).map(({ address }) => address)
      const held = seen.filter((way) => proxyTrouble(way))
      const [wrong] = held.flatMap((way) => proxyTrouble(way) ?? [])
      if (!wrong) return well(`The proxy ${seen[0]?.proxy ?? ''} lets this program through.`, evidence)
      const obstacles = held.flatMap((way) => wayObstacles(way, from))
      return { ...failed(wrong, evidence, obstacles), about: held.map(({ url }) => url) }
    },
  }
}

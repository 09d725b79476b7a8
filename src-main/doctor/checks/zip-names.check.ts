import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Fact, Obstacle } from '@mylzip/shared/operations/doctor.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check, Verdict } from '../check.port.ts'
import { placeText } from '../dns/place.policy.ts'
import { replySaid } from '../dns/reply.policy.ts'
import { lookupText } from '../dns/resolver.policy.ts'
import { type Blockade, blockadeByProxy, blockadeOf } from '../dns/zip-names.policy.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, titled, trouble, well } from '../verdict.policy.ts'
import { pageInstead } from '../way/judge-way.policy.ts'
import { wayFacts } from '../way/way-evidence.policy.ts'

export interface ZipNames {
  /** The cloud, when its name ends in .zip. */
  cloudUrl: string
  /** Other hosts that the agent needs. */
  others: readonly string[]
  /** And their addresses, where all goes by a proxy. */
  otherUrls: readonly string[]
}

/** Some filters block .zip as a whole, because it looks like the end of a file’s name. */
export function checkZipNames({ askServer, interfaces, resolver, ways }: Surroundings, { cloudUrl, others, otherUrls }: ZipNames): Check {
  const name = new URL(cloudUrl).hostname

  function verdictOf(blockade: Blockade, evidence: Fact[]): Verdict {
    if (blockade === undefined) return well(saying('found.zip-names', { name }), evidence)
    if (blockade === 'unsure') return skipped(saying('found.zip-names-unsure'), evidence)
    const from = outwardAddresses(interfaces()).map(({ address }) => address)
    const obstacle: Obstacle = {
      from: from.join(', ') || 'this machine',
      host: name,
      port: null,
      protocol: 'DNS',
      what: `${name} ${blockade.how}`,
      allow: `true answers for ${name} and all names below ${name.split('.').slice(-2).join('.')}, and HTTPS to them`,
    }
    return failed(trouble('ZIP_NAMES_BLOCKED', { name, how: blockade.how }), evidence, [obstacle])
  }

  return {
    id: 'zip-names',
    kind: 'zip-names',
    group: 'network',
    about: [cloudUrl],
    ...titled('check.zip-names'),
    patience: 20 * second,
    async look() {
      if (!name.endsWith('.zip')) return skipped(saying('found.zip-names-unneeded'))
      const first = await ways(cloudUrl)
      if (first.proxy !== undefined) return verdictOf(blockadeByProxy(first, await Promise.all(otherUrls.map(ways))), wayFacts(first))
      const [lookup, way, ...rest] = await Promise.all([
        resolver.lookup(name),
        ways(cloudUrl),
        ...others.map(async (other) => ({ other, lookup: await resolver.lookup(other) })),
      ])
      const replies = await Promise.all(
        resolver
          .servers()
          .map(async (place) =>
            fact(
              saying('seen.name-asked-of', { name, server: placeText(place) }),
              replySaid(await askServer('udp', place, { name, type: 'A', recursion: true })),
            ),
          ),
      )
      const evidence = [
        fact(saying('seen.name-asked-system', { name }), lookupText(lookup)),
        ...replies,
        ...rest.map(({ other, lookup: found }) => fact(saying('seen.name-asked-system', { name: other }), lookupText(found))),
        ...wayFacts(way),
      ]
      const blockade = blockadeOf({
        name,
        lookup,
        others: rest.map(({ lookup: found }) => found),
        pageInstead: pageInstead(way) !== undefined,
      })
      return verdictOf(blockade, evidence)
    },
  }
}

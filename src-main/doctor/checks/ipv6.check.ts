import { isIP } from 'node:net'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, titled, warning, well } from '../verdict.policy.ts'
import { ipv6Trouble } from '../way/ipv6.policy.ts'

/** Whether IPv6, where a host has it, works, or makes every connection wait. */
export function checkIpv6({ interfaces, ways }: Surroundings, urls: readonly string[]): Check {
  return {
    id: 'ipv6',
    kind: 'ipv6',
    group: 'network',
    ...titled('check.ipv6'),
    patience: 45 * second,
    async look() {
      const seen = (await Promise.all(urls.map(ways))).filter(({ proxy, attempts }) => proxy === undefined && attempts.some(isSix))
      const own = outwardAddresses(interfaces()).filter(({ family }) => family === 'IPv6')
      const evidence = [
        fact(saying('seen.ipv6-addresses'), own.map(({ address }) => address).join(', ') || saying('seen.none')),
        ...seen.flatMap(({ host, port, attempts }) =>
          attempts.map(({ address, ms, failure }) =>
            fact(
              saying('seen.host-at', { host, address, port }),
              failure === undefined ? saying('seen.connected', { ms }) : saying('seen.not-connected', { failure, ms }),
            ),
          ),
        ),
      ]
      if (seen.length === 0) return skipped(saying('found.ipv6-unused'), evidence)
      const found = seen.flatMap((way) => {
        const wrong = ipv6Trouble(way)
        return wrong ? [{ ...wrong, url: way.url }] : []
      })
      const worst = found.find(({ status }) => status === 'failed') ?? found[0]
      if (!worst) return well(saying('found.ipv6'), evidence)
      const about = found.filter(({ status }) => status === worst.status).map(({ url }) => url)
      return { ...(worst.status === 'failed' ? failed : warning)(worst.trouble, evidence), about }
    },
  }
}

function isSix({ address }: { address: string }): boolean {
  return isIP(address) === 6
}

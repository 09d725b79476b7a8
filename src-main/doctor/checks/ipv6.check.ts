import { isIP } from 'node:net'
import { second } from '@mylzip/shared/domain/time.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, warning, well } from '../verdict.policy.ts'
import { ipv6Trouble } from '../way/ipv6.policy.ts'

/** Whether IPv6, where a host has it, works, or makes every connection wait. */
export function checkIpv6({ interfaces, ways }: Surroundings, urls: readonly string[]): Check {
  return {
    id: 'ipv6',
    kind: 'ipv6',
    group: 'network',
    title: 'IPv6 works where it is used.',
    patience: 45 * second,
    async look() {
      const seen = (await Promise.all(urls.map(ways))).filter(({ proxy, attempts }) => proxy === undefined && attempts.some(isSix))
      const own = outwardAddresses(interfaces()).filter(({ family }) => family === 'IPv6')
      const evidence = [
        fact('IPv6 addresses of this machine', own.map(({ address }) => address).join(', ') || 'none'),
        ...seen.flatMap(({ host, port, attempts }) =>
          attempts.map(({ address, ms, failure }) => fact(`${host}, ${address} port ${port}`, `${failure ?? 'connected'} after ${ms} ms`)),
        ),
      ]
      if (seen.length === 0) return skipped('No host that this program talks to is reached by IPv6.', evidence)
      const found = seen.flatMap((way) => {
        const wrong = ipv6Trouble(way)
        return wrong ? [{ ...wrong, url: way.url }] : []
      })
      const worst = found.find(({ status }) => status === 'failed') ?? found[0]
      if (!worst) return well('Connections by IPv6 come about as quickly as by IPv4.', evidence)
      const about = found.filter(({ status }) => status === worst.status).map(({ url }) => url)
      return { ...(worst.status === 'failed' ? failed : warning)(worst.trouble, evidence), about }
    },
  }
}

function isSix({ address }: { address: string }): boolean {
  return isIP(address) === 6
}

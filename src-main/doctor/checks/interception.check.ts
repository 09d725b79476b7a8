import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, titled, warning, well } from '../verdict.policy.ts'
import { interceptionOn } from '../way/interception.policy.ts'
import type { Way } from '../way/way.port.ts'
import { chainFacts, wayObstacles } from '../way/way-evidence.policy.ts'

const vouchers = { public: 'seen.root-public', given: 'seen.root-given', machine: 'seen.root-machine', none: 'seen.root-none' } as const

/** Whether connections arrive where they should, or at a filter that shows a certificate of its own. */
export function checkInterception({ interfaces, ways }: Surroundings, urls: readonly string[]): Check {
  return {
    id: 'interception',
    kind: 'interception',
    group: 'network',
    ...titled('check.interception'),
    patience: 45 * second,
    async look() {
      const seen = (await Promise.all(urls.map(ways))).flatMap((way) => (way.tls ? [{ way, tls: way.tls }] : []))
      if (seen.length === 0) return skipped(saying('found.interception-none'))
      const evidence = seen.flatMap(({ way, tls }) => [fact(way.host, issuedBy(tls)), ...chainFacts(tls.chain)])
      const from = outwardAddresses(interfaces()).map(({ address }) => address)
      const found = seen.flatMap(({ way }) => {
        const interception = interceptionOn(way)
        return interception ? [{ ...interception, way }] : []
      })
      const worst = found.find(({ status }) => status === 'failed') ?? found[0]
      if (!worst) return well(saying('found.interception'), evidence)
      const obstacles = found.flatMap(({ way }) => {
        const told = wayObstacles(way, from)
        const { host, port } = way
        const what = `connections are opened and read by ${way.tls?.issuer ?? 'a filter'}`
        return told.length > 0
          ? told
          : [
              {
                from: from.join(', ') || 'this machine',
                host,
                port,
                protocol: 'HTTPS' as const,
                what,
                allow: `HTTPS to ${host}, port ${port}, uninspected`,
              },
            ]
      })
      const about = found.filter(({ status }) => status === worst.status).map(({ way }) => way.url)
      return { ...(worst.status === 'failed' ? failed : warning)(worst.trouble, evidence, obstacles), about }
    },
  }
}

function issuedBy({ fault, issuer, trust }: NonNullable<Way['tls']>) {
  const facts = { issuer, voucher: vouchers[trust] }
  return fault === undefined ? saying('seen.issued-by', facts) : saying('seen.issued-by-faulty', { ...facts, fault })
}

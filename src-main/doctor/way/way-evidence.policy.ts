import { type Saying, saying } from '@mylzip/shared/domain/saying.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Fact, Obstacle } from '@mylzip/shared/operations/doctor.ts'
import { failureInWords } from '../failure-words.policy.ts'
import { fact } from '../verdict.policy.ts'
import { pageInstead, proxyTrouble } from './judge-way.policy.ts'
import type { SeenCertificate, Step, Way } from './way.port.ts'

/** The way step by step, each with what came of it and how long it took. */
export function wayFacts(way: Way): Fact[] {
  const { url, proxy, steps, http } = way
  return [
    fact(saying('seen.address'), url),
    fact(saying('seen.way'), proxy === undefined ? saying('seen.way-direct') : saying('seen.way-proxy', { proxy })),
    ...steps.map(({ name, ms, outcome }) => fact(name, took(outcome, ms))),
    ...(http?.location ? [fact(saying('seen.redirected'), http.location)] : []),
    ...(http?.server ? [fact(saying('seen.server'), http.server)] : []),
    ...(pageInstead(way) !== undefined && http?.body
      ? [fact(saying('seen.page-begins'), http.body.replace(/\s+/g, ' ').slice(0, 200))]
      : []),
    ...(way.tls?.fault === undefined ? [] : [fact(saying('seen.fault'), way.tls.fault), ...chainFacts(way.tls.chain)]),
  ]
}

/** What came of a step, and how long it took. */
function took(outcome: Step['outcome'], ms: number): Saying {
  return typeof outcome === 'string'
    ? saying('seen.step', { outcome, ms })
    : saying('seen.step-done', { ...outcome.data, outcome: outcome.code, ms })
}

export function chainFacts(chain: readonly SeenCertificate[]): Fact[] {
  return chain.map(({ subject, issuer, notBefore, notAfter, fingerprint }, index) =>
    fact(
      index === 0 ? saying('seen.certificate') : saying('seen.issuer', { index }),
      saying('seen.certificate-is', { subject, issuer, from: toTimestamp(notBefore), to: toTimestamp(notAfter), fingerprint }),
    ),
  )
}

/** What the network’s team would have to open for this way to work; none when it does. */
export function wayObstacles(way: Way, from: readonly string[]): Obstacle[] {
  const what = whatHappens(way)
  if (what === undefined) return []
  const { host, port, secure, broken } = way
  const wanted = { from: from.join(', ') || 'this machine', host, port, what }
  if (broken?.at === 'DNS' && way.proxy === undefined)
    return [{ ...wanted, port: null, protocol: 'DNS', allow: `answers for the name ${host}` }]
  const protocol = secure ? 'HTTPS' : 'HTTP'
  if (way.proxy !== undefined && proxyTrouble(way))
    return [{ ...wanted, protocol, allow: `CONNECT to ${host}:${port} at the proxy ${way.proxy}, without signing in` }]
  return [{ ...wanted, protocol, allow: `${protocol} to ${host}, port ${port} (TCP), uninspected and without a sign-in page` }]
}

function whatHappens(way: Way): string | undefined {
  const { broken, tls, tunnel } = way
  if (tunnel && broken?.at === 'proxy') return `the proxy ${way.proxy} answers CONNECT with ${tunnel.text}`
  if (broken) return `${broken.at}: ${failureInWords(broken.code)} (${broken.code})`
  if (tls?.fault !== undefined) return `the certificate shown there was issued by ${tls.issuer} (${tls.fault})`
  if (pageInstead(way) !== undefined)
    return `a web page answers: ${pageInstead(way)} (HTTP ${way.http?.status}${way.http?.location ? ` to ${way.http.location}` : ''})`
  return undefined
}

import { pageInPlace } from '../../acme/session/web-page.policy.ts'
import { jsonIn } from '../../system/json-in.policy.ts'
import type { Trouble } from '../check.port.ts'
import { failureInWords } from '../failure-words.policy.ts'
import { trouble } from '../verdict.policy.ts'
import type { Way } from './way.port.ts'

const expired = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

/** What a proxy has against it, if anything. */
export function proxyTrouble({ proxy, broken, host, http, port, tunnel }: Way): Trouble | undefined {
  if (proxy === undefined) return undefined
  const target = `${host}:${port}`
  const status = tunnel?.status ?? http?.status
  if (status === 407) return trouble('PROXY_SIGN_IN', { proxy, host: target })
  const kind = /^PROXY_SETTING_INVALID (.*)$/.exec(broken?.code ?? '')?.[1]
  if (kind !== undefined) return trouble('PROXY_SETTING_INVALID', { proxy, kind })
  if (broken?.at === 'proxy' && tunnel && tunnel.status >= 500) return trouble('PROXY_NO_WAY', { proxy, host: target, answer: tunnel.text })
  if (broken?.at === 'proxy' && tunnel) return trouble('PROXY_REFUSED', { proxy, host: target, answer: tunnel.text })
  if (broken && ['DNS', 'TCP', 'proxy'].includes(broken.at))
    return trouble('PROXY_UNREACHABLE', { proxy, reason: failureInWords(broken.code) })
  return undefined
}

/** Whether the certificate is outside its time by this machine’s clock. */
export function isOutOfTime({ tls }: Way): boolean {
  return tls?.fault !== undefined && expired.has(tls.fault)
}

/** Whether somebody else’s certificate is shown. */
export function isUntrusted(way: Way): boolean {
  return way.tls?.fault !== undefined && !isOutOfTime(way)
}

/** What a person calls the page that answers in a program’s place, judged as a run judges it; undefined where none does. */
export function pageInstead({ http, url }: Way): string | undefined {
  if (!http) return undefined
  const { status, contentType, location, body } = http
  return pageInPlace({ url, status, headers: { 'content-type': contentType, location }, data: jsonIn(body) ?? body })
}

/** The directory (RFC 8555 §7.1.1), when that is what answered. */
export function directoryIn({ http }: Way): { caaIdentities: string[]; profiles: string[]; needsBinding: boolean } | undefined {
  const found = http?.status === 200 ? jsonIn(http.body) : undefined
  if (!isObject(found) || !['newNonce', 'newAccount', 'newOrder'].every((key) => typeof found[key] === 'string')) return undefined
  const meta = isObject(found.meta) ? found.meta : {}
  const identities = Array.isArray(meta.caaIdentities) ? meta.caaIdentities : []
  return {
    caaIdentities: identities.filter((each) => typeof each === 'string'),
    profiles: isObject(meta.profiles) ? Object.keys(meta.profiles) : [],
    needsBinding: meta.externalAccountRequired === true,
  }
}

/** Why an authority cannot be used from here, in the words of a run that failed for it; undefined when it can. */
export function authorityTrouble(way: Way, directory: string): Trouble | undefined {
  const proxy = proxyTrouble(way)
  if (proxy) return proxy
  if (isUntrusted(way)) return trouble('ACME_TLS_UNTRUSTED', { directory, issuer: way.tls?.issuer ?? '' })
  if (isOutOfTime(way)) return trouble('ACME_TLS_EXPIRED', { directory })
  const page = pageInstead(way)
  if (page !== undefined) return trouble('ACME_ANSWERED_BY_PAGE', { directory, page })
  if (way.broken) {
    const reason = failureInWords(way.broken.code)
    return way.broken.code.startsWith('HPE_')
      ? trouble('ACME_NOT_A_DIRECTORY', { directory })
      : trouble('ACME_UNREACHABLE', { directory, reason })
  }
  if ((way.http?.status ?? 0) >= 500) return trouble('ACME_BUSY')
  return directoryIn(way) ? undefined : trouble('ACME_NOT_A_DIRECTORY', { directory })
}

/** Why the cloud cannot be reached, in the words of a call that failed for it; undefined when it can. */
export function cloudTrouble(way: Way, cloud: string): Trouble | undefined {
  const proxy = proxyTrouble(way)
  if (proxy) return proxy
  if (way.tls?.fault !== undefined) return trouble('CLOUD_UNREACHABLE', { cloud, reason: failureInWords(way.tls.fault) })
  if (pageInstead(way) !== undefined) return trouble('SIGN_IN_PAGE', { host: way.host })
  if (way.broken) return trouble('CLOUD_UNREACHABLE', { cloud, reason: failureInWords(way.broken.code) })
  const status = way.http?.status ?? 0
  if (status >= 500) return trouble('CLOUD_UNREACHABLE', { cloud, reason: `it failed with HTTP status ${status}` })
  const answer = jsonIn(way.http?.body ?? '')
  if (isObject(answer) && typeof answer.now === 'string') return undefined
  return trouble('CLOUD_UNREACHABLE', { cloud, reason: `something else answers in its place, with HTTP status ${status}` })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

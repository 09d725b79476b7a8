import type { EnrolmentView } from '@mylzip/shared/operations/device.ts'

/** Whose pages the program opens in the person's browser. Each stands for its subdomains too. */
const trustedDomains = ['myl.zip', 'letsencrypt.org']

/**
 * Whether the browser may be told to open this. Everything else stays unopened: `file:`, `ms-msdt:` and their like
 * run programs. `ownOrigins` are those of this device's page and its cloud.
 */
export function mayOpenExternally(address: string, ownOrigins: readonly string[]): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false
  if (ownOrigins.includes(url.origin)) return true
  return url.protocol === 'https:' && url.port === '' && trustedDomains.some((domain) => isWithin(url.hostname, domain))
}

/** Of the page where somebody lets this device in, as long as it waits for that. */
export function waitingOrigins(enrolment: EnrolmentView | undefined): readonly string[] {
  return enrolment?.waiting ? [new URL(enrolment.waiting.verificationUriComplete).origin] : []
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

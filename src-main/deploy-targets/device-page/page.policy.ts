import { createHash } from 'node:crypto'
import { healthWords } from '@mylzip/shared/domain/health.policy.ts'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import type { DevicePageFacts } from './device-page.port.ts'
import { pageStyle } from './page-style.policy.ts'

/** What the page says of the certificate that is being served. */
export interface ServedCertificate {
  issuer: string
  notBefore: Instant
  notAfter: Instant
  thumbprint: string
}

/** The page needs nothing but its own style, so it may load nothing else, stand in no frame and send nothing anywhere. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The whole page: no script, nothing loaded from elsewhere, every value escaped. */
export function pageHtml({ name, team, practice }: DevicePageFacts, certificate: ServedCertificate, now: Instant): string {
  const valid = certificate.notBefore <= now && now < certificate.notAfter
  const title = healthWords[valid ? 'protected' : 'not-protected']
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${escaped(name)}</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
</head>
<body>
<main>
${valid ? padlock : openPadlock}
<h1>${escaped(name)}</h1>
<p class="state ${valid ? 'well' : 'bad'}">${title} · ${stateSentence(certificate, now)}</p>
<p>This device belongs to ${escaped(team)}. It shows this page with its own certificate, whose key was made on this device.</p>
${practice ? practiceNotice : ''}
<dl>
<dt>Issued by</dt><dd>${escaped(certificate.issuer)}</dd>
<dt>Valid from</dt><dd>${moment(certificate.notBefore)}</dd>
<dt>Valid until</dt><dd>${moment(certificate.notAfter)}</dd>
<dt>Thumbprint</dt><dd>${escaped(certificate.thumbprint)}</dd>
</dl>
</main>
</body>
</html>
`
}

export function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function stateSentence({ notBefore, notAfter }: ServedCertificate, now: Instant): string {
  if (now >= notAfter) return `the certificate ended on ${date(notAfter)}`
  if (now < notBefore) return `the certificate begins on ${date(notBefore)}`
  return notAfter - now < 7 * day ? `safe until ${moment(notAfter)}` : `safe until ${date(notAfter)}`
}

const practiceNotice = `<p class="practice">This is a practice certificate. It is for trying things out: browsers and other machines do not trust it.</p>`

const padlock = `<svg class="well" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><rect x="4" y="10" width="16" height="11" rx="2"/><path d="M8 10V7a4 4 0 0 1 8 0v3"/></svg>`
const openPadlock = `<svg class="bad" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><rect x="4" y="10" width="16" height="11" rx="2"/><path d="M8 10V7a4 4 0 0 1 7.5-2M9.5 13l5 5m0-5l-5 5"/></svg>`

/** Without a script the reader's time zone is unknown, so it says which one it means. */
const moment = (at: Instant) => `${formatted(at, { dateStyle: 'long', timeStyle: 'short' })} UTC`
const date = (at: Instant) => formatted(at, { dateStyle: 'long' })

function formatted(at: Instant, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...style, timeZone: 'UTC' }).format(at)
}

import { fromTimestamp, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Certificate, Run } from '@mylzip/shared/operations/values.ts'
import type { Dates } from '../../texts/dates.ts'
import { texts } from '../../texts/en.ts'

/** What is, and what happens next, in one or two short sentences: what the first line of the page says about a certificate. */
export function standing(certificate: Certificate, run: Run | undefined, now: Instant, dates: Dates): string {
  const { current, health } = certificate
  const say = texts.overview
  const running = run?.status === 'running'
  if (current === null) return running ? say.firstRun : health === 'working' ? say.firstWaiting : say.noCertificate

  const notAfter = fromTimestamp(current.notAfter)
  const end = dates.day(notAfter, now)
  if (running) return notAfter > now && current.states.verified !== null ? say.renewing(end) : say.replacing
  if (notAfter <= now) return say.ended(dates.relative(notAfter, now))
  if (current.states.verified === null) return say.notServed
  if (health === 'attention') return say.attention(end)
  return [say.safeUntil(end), renewalSentence(certificate, now, dates)].filter(Boolean).join(' ')
}

function renewalSentence({ renewal }: Certificate, now: Instant, dates: Dates): string | undefined {
  if (renewal === null) return undefined
  const at = fromTimestamp(renewal.at)
  return at <= now ? texts.overview.renewsSoon : texts.overview.renewsAround(dates.day(at, now))
}

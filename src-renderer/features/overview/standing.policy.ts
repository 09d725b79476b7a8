import { fromTimestamp, type Instant } from '@mylzip/shared/domain/time.ts'
import type { About, Certificate, Run } from '@mylzip/shared/operations/values.ts'
import { isInPlace, isServedHere } from '../../components/in-place.policy.ts'
import type { Dates } from '../../texts/dates.ts'
import { texts } from '../../texts/texts.ts'
import { distrustOf } from './trust.policy.ts'

/**
 * What is, and what happens next, in some short sentences: what the first line of the page says about a certificate.
 * One that others do not trust is never called safe, and that comes before anything else.
 */
export function standing(about: About, certificate: Certificate, run: Run | undefined, now: Instant, dates: Dates): string {
  const { current, health } = certificate
  const say = texts.overview
  // One that has a failure already stands still until what it waits for is there.
  const running = run?.status === 'running' && run.failure === null
  if (current === null) return running ? say.firstRun : health === 'working' ? say.firstWaiting : say.noCertificate

  const notAfter = fromTimestamp(current.notAfter)
  const servedHere = isServedHere(certificate)
  const seen = isInPlace({ ...certificate, current })
  const isRevoked = current.revokedAt !== null
  if (running && (notAfter <= now || !seen || isRevoked)) return say.replacing
  if (notAfter <= now) return say.ended(dates.relative(notAfter, now))
  if (isRevoked) return say.revoked
  if (current.keyCustody === 'lost') return certificate.renewal === null ? say.keyLostForGood : say.keyLost
  if (!seen) return servedHere ? say.notServed : say.notStored

  const end = dates.day(notAfter, now)
  const distrust = distrustOf(about, certificate)
  const words =
    distrust === undefined && servedHere
      ? { well: say.safeUntil, renewing: say.renewing, attention: say.attention }
      : { well: say.validUntil, renewing: say.renewingUntrusted, attention: say.attentionUntrusted }
  const sentences = [
    distrust && say.notTrusted[distrust],
    running ? words.renewing(end) : health === 'attention' ? words.attention(end) : words.well(end),
    servedHere || running ? undefined : say.kept,
    running || health === 'attention' ? undefined : renewalSentence(certificate, now, dates),
  ]
  return sentences.filter(Boolean).join(' ')
}

function renewalSentence({ renewal }: Certificate, now: Instant, dates: Dates): string | undefined {
  if (renewal === null) return undefined
  const at = fromTimestamp(renewal.at)
  return at <= now ? texts.overview.renewsSoon : texts.overview.renewsAround(dates.day(at, now))
}

import { nextStepOf, type RefusalData, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { day, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Verdict } from './check.port.ts'
import { durationText } from './clock.policy.ts'
import { fact, failed, skipped, trouble, warning, well } from './verdict.policy.ts'

export interface CertificateSight {
  name: string
  /** Of the version in use; undefined while there is none. */
  notBefore: Instant | undefined
  notAfter: Instant | undefined
  renewalAt: Instant | undefined
  /** The last run’s, as long as no later run succeeded. */
  failure: { code: RefusalCode; data: RefusalData; at: Instant } | undefined
  failedTries: number
  nextAttemptAt: Instant | undefined
  /** What holds for all certificates of its authority. */
  standing: { directory: string; code: RefusalCode; data: RefusalData; retryAt: Instant | undefined } | undefined
}

/** How a certificate stands: its end, its last failure, and when it is tried again. */
export function judgeCertificate(sight: CertificateSight, now: Instant): Verdict {
  const { name, notBefore, notAfter, renewalAt, failure, failedTries, nextAttemptAt, standing } = sight
  const evidence = [
    fact(
      'valid',
      notBefore === undefined || notAfter === undefined ? 'there is none yet' : `${toTimestamp(notBefore)} to ${toTimestamp(notAfter)}`,
    ),
    fact('renewal planned', renewalAt === undefined ? 'not yet' : toTimestamp(renewalAt)),
    ...(failure
      ? [
          fact('last failure', `${failure.code} at ${toTimestamp(failure.at)}: ${sentenceOf(failure.code, failure.data)}`),
          fact('failed tries in a row', failedTries),
        ]
      : []),
    ...(nextAttemptAt === undefined ? [] : [fact('next attempt', toTimestamp(nextAttemptAt))]),
    ...limitFacts(sight),
    ...(standing
      ? [
          fact(
            `${standing.directory}, for all certificates`,
            `${standing.code}${standing.retryAt === undefined ? '' : `, until ${toTimestamp(standing.retryAt)}`}`,
          ),
        ]
      : []),
  ]
  const end = notAfter === undefined ? '' : toTimestamp(notAfter)
  if (notAfter !== undefined && notAfter <= now) return failed(trouble('CERTIFICATE_ENDED', { name, notAfter: end }), evidence)
  if (failure) {
    const { code, data } = failure
    const verdict = { code, data, sentence: sentenceOf(code, data), nextStep: nextStepOf(code, data), evidence, obstacles: [] }
    return { ...verdict, status: notAfter === undefined ? 'failed' : 'warning' }
  }
  if (notBefore === undefined || notAfter === undefined) return skipped(`The certificate for ${name} has not been issued yet.`, evidence)
  // A fifth of its life is left, whatever that is: every usual plan renews before.
  const left = notAfter - now
  if (left < (notAfter - notBefore) / 5) return warning(trouble('CERTIFICATE_ENDS_SOON', { name, notAfter: end }), evidence)
  return well(`The certificate for ${name} is valid for another ${durationText(Math.max(left, day))}.`, evidence)
}

function limitFacts({ failure }: CertificateSight) {
  const until = failure?.code === 'ACME_RATE_LIMITED' ? failure.data.retryAt : undefined
  return typeof until === 'number' ? [fact('the limit ends', toTimestamp(until))] : []
}

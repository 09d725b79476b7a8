import { nextStepOf, type RefusalData, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { day, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Verdict } from './check.port.ts'
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
      saying('seen.valid'),
      notBefore === undefined || notAfter === undefined
        ? saying('seen.valid-none')
        : saying('seen.from-to', { from: toTimestamp(notBefore), to: toTimestamp(notAfter) }),
    ),
    fact(saying('seen.renewal'), renewalAt === undefined ? saying('seen.renewal-none') : toTimestamp(renewalAt)),
    ...(failure
      ? [
          fact(saying('seen.failure'), `${failure.code} at ${toTimestamp(failure.at)}: ${sentenceOf(failure.code, failure.data)}`),
          fact(saying('seen.failed-tries'), failedTries),
        ]
      : []),
    ...(nextAttemptAt === undefined ? [] : [fact(saying('seen.next-attempt'), toTimestamp(nextAttemptAt))]),
    ...limitFacts(sight),
    ...(standing
      ? [
          fact(
            saying('seen.for-all', { directory: standing.directory }),
            standing.retryAt === undefined
              ? standing.code
              : saying('seen.until', { what: standing.code, until: toTimestamp(standing.retryAt) }),
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
  if (notBefore === undefined || notAfter === undefined) return skipped(saying('found.certificate-none', { name }), evidence)
  // A fifth of its life is left, whatever that is: every usual plan renews before.
  const left = notAfter - now
  if (left < (notAfter - notBefore) / 5) return warning(trouble('CERTIFICATE_ENDS_SOON', { name, notAfter: end }), evidence)
  return well(saying('found.certificate', { name, count: Math.max(1, Math.round(left / day)) }), evidence)
}

function limitFacts({ failure }: CertificateSight) {
  const until = failure?.code === 'ACME_RATE_LIMITED' ? failure.data.retryAt : undefined
  return typeof until === 'number' ? [fact(saying('seen.limit-ends'), toTimestamp(until))] : []
}

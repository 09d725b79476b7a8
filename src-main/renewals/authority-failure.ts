import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Transaction } from 'kysely'
import { type CertificateRow, namesOf } from '../certificates/certificate.repository.ts'
import type { Limits } from '../limits/limits.service.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Random } from '../system/random.port.ts'
import { wasRehearsed } from './rehearsal.ts'
import { nextAttempt } from './retry.policy.ts'

interface Needs {
  clock: Clock
  random: Random
  limits: Limits
}

/**
 * Remembers what a failure means for other orders at that authority: until when they wait, and what it counts against.
 * `retryAt`: when this certificate is tried again, so that both come at the same moment.
 */
export async function recordAuthorityFailure(
  tx: Transaction<AgentTables>,
  directoryUrl: string,
  refusal: Refusal,
  certificate: CertificateRow,
  { clock, limits, random }: Needs,
  retryAt?: number,
): Promise<void> {
  const failed = { tries: certificate.failed_tries + 1, at: clock.now(), code: refusal.code, limitedUntil: retryAtOf(refusal) }
  await limits.recordFailure(tx, directoryUrl, refusal, retryAt ?? nextAttempt(failed, random))
  if (refusal.code === 'ACME_VALIDATION_FAILED' && !wasRehearsed(refusal)) {
    await limits.record(tx, directoryUrl, 'failed-authorization', namesOf(certificate), String(refusal.data.name ?? ''))
  }
}

/** When the authority wants to be asked again, as its refusal says. */
export function retryAtOf({ data }: Refusal): number | undefined {
  return typeof data.retryAt === 'number' ? data.retryAt : undefined
}

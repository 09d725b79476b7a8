import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Transaction } from 'kysely'
import { isFailedProof } from '../acme/refusal-meaning.policy.ts'
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
 * How long they wait goes by the failures at the authority alone: were it one certificate's own ladder, two that failed in
 * turn would put each other off for ever.
 */
export async function recordAuthorityFailure(
  tx: Transaction<AgentTables>,
  directoryUrl: string,
  refusal: Refusal,
  certificate: CertificateRow,
  { clock, limits, random }: Needs,
): Promise<void> {
  const { code } = refusal
  const retryAfter = (tries: number) => nextAttempt({ tries, at: clock.now(), code, limitedUntil: retryAtOf(refusal) }, random)
  await limits.recordFailure(tx, directoryUrl, refusal, retryAfter)
  await limits.rememberForNames(tx, directoryUrl, namesOf(certificate), refusal)
  if (wasRehearsed(refusal)) return
  // An order's own error may say that a proof failed, without any authorization that does.
  const failed = refusal.data.failedProofs ?? (isFailedProof(code) ? refusal.data.name : undefined)
  for (const name of failed === undefined ? [] : String(failed).split(', ')) {
    await limits.record(tx, directoryUrl, 'failed-authorization', namesOf(certificate), { name })
  }
}

/** When the authority wants to be asked again, as its refusal says. */
export function retryAtOf({ data }: Refusal): number | undefined {
  return typeof data.retryAt === 'number' ? data.retryAt : undefined
}

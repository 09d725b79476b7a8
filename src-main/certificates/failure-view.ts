import { nextStepOf, type RefusalData, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { type Instant, timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Failure } from '@mylzip/shared/operations/values.ts'
import type { Standstill } from './standstills.ts'

/** Kept in memory, where it could not be recorded. */
export function standstillView({ code, data, since, nextAt }: Standstill): Failure {
  return failureOf(code, data, since, nextAt)
}

/** A recorded refusal with its sentence; null when nothing failed. */
export function failureView(
  code: RefusalCode | null,
  data: string | null,
  at: Instant | null,
  nextAttemptAt: Instant | null,
): Failure | null {
  if (code === null || at === null) return null
  return failureOf(code, JSON.parse(data ?? '{}') as RefusalData, at, nextAttemptAt)
}

function failureOf(code: RefusalCode, facts: RefusalData, at: Instant, nextAttemptAt: Instant | null): Failure {
  return {
    code,
    sentence: sentenceOf(code, facts),
    nextStep: nextStepOf(code, facts),
    data: facts,
    at: toTimestamp(at),
    nextAttemptAt: timestampOrNull(nextAttemptAt),
  }
}

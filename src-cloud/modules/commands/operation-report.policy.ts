import type { CommandReport } from '@mylzip/shared/cloud-api/commands.ts'
import { isNews, type OperationState } from '@mylzip/shared/domain/operation-states.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'

/** What is known of an operation when a report of it arrives. */
export interface KnownOperation {
  state: OperationState
  delivered_at: Instant | null
  started_at: Instant | null
}

export interface OperationChange {
  state: OperationState
  delivered_at: Instant
  started_at: Instant | null
  ended_at: Instant | null
  progress?: CommandReport['progress']
  result?: CommandReport['result']
  failure?: CommandReport['failure']
}

/** What the report changes, or undefined when it tells nothing new. */
export function changeBy(report: CommandReport, known: KnownOperation, now: Instant): OperationChange | undefined {
  const { state, progress, result, failure } = report
  if (!isNews(known.state, state)) return undefined
  const ended = state === 'succeeded' || state === 'failed'
  return {
    state,
    delivered_at: known.delivered_at ?? now,
    started_at: known.started_at ?? (state === 'delivered' ? null : now),
    ended_at: ended ? now : null,
    ...(progress && { progress }),
    ...(state === 'succeeded' && { result: result ?? {} }),
    ...(state === 'failed' && { failure: failure ?? { code: 'DEFECT', sentence: 'The device gave no reason.' } }),
  }
}

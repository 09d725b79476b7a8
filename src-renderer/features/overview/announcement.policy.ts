import { fromTimestamp, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Run } from '@mylzip/shared/operations/values.ts'
import { texts } from '../../texts/texts.ts'
import { stepWords } from './step-words.policy.ts'

/**
 * What is read aloud of a run: its step, and how it ended. An end is news to whoever was looking, since `openedAt`, or
 * has opened the page within the minute after it; later, the page itself shows how things stand.
 */
export function announcement(run: Run | undefined, openedAt: Instant): string {
  if (run === undefined) return ''
  if (run.status === 'running') return stepOf(run)
  if (run.endedAt === null || fromTimestamp(run.endedAt) < openedAt - minute) return ''
  if (run.status === 'failed') return run.reason === 'first' ? texts.run.failedFirst : texts.run.failed
  return run.reason === 'first' ? texts.run.succeededFirst : texts.run.succeeded
}

function stepOf(run: Run): string {
  const index = run.steps.findIndex(({ status }) => status === 'running')
  const record = run.steps[index]
  return record === undefined ? '' : texts.run.announce(index + 1, run.steps.length, stepWords(record.step).doing)
}

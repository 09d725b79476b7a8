import { skippedSentences, stepSentences } from '@mylzip/shared/domain/run-steps.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { StateEvent, StepRecord } from '@mylzip/shared/operations/values.ts'

/** Turns a run's pushes into lines, one for each step that ended, each said once. */
export function createProgress(write: (line: string) => void): (event: StateEvent) => void {
  const said = new Set<string>()
  return (event) => {
    if (event.type === 'device') sayOnce(said, write, `device:${event.device.deviceId}`, `  ✓ This device is ${event.device.name}`)
    // Whoever looks for the name of before would find it nowhere.
    if (event.type === 'activity' && event.activity.action === 'device-renamed') write(`  ! ${event.activity.sentence}`)
    if (event.type !== 'run') return
    for (const step of event.run.steps) {
      const line = stepLine(step)
      if (line) sayOnce(said, write, `${event.run.id}:${step.step}:${step.status}`, line)
    }
    // It goes on as soon as that is over. Of one that has ended whoever waits for the run says why.
    const { failure, id, status } = event.run
    if (status === 'running' && failure) sayOnce(said, write, `${id}:still:${failure.code}`, `  ! ${failure.sentence} ${failure.nextStep}`)
  }
}

function sayOnce(said: Set<string>, write: (line: string) => void, key: string, line: string): void {
  if (said.has(key)) return
  said.add(key)
  write(line)
}

function stepLine(step: StepRecord): string | undefined {
  if (step.endedAt === null || step.startedAt === null) return undefined
  const seconds = `${((fromTimestamp(step.endedAt) - fromTimestamp(step.startedAt)) / 1000).toFixed(2)} s`
  const sentences = stepSentences[step.step]
  if (step.status === 'skipped') return `  – ${skippedSentences[step.step] ?? sentences.done}`
  // Why, is said once and with its code by whoever waits for the run.
  if (step.status === 'failed') return `  ✗ ${sentences.doing} ${dots(sentences.doing)} ${seconds}`
  return `  ✓ ${sentences.done} ${dots(sentences.done)} ${seconds}`
}

function dots(text: string): string {
  return '·'.repeat(Math.max(3, 52 - text.length))
}

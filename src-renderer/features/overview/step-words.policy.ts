import type { StepRecord } from '@mylzip/shared/operations/values.ts'
import { texts } from '../../texts/texts.ts'

/** What a step does, and did. One of a newer agent is called as that calls it. */
export function stepWords(step: StepRecord['step']): { doing: string; done: string } {
  const { sentences } = texts.run
  return Object.hasOwn(sentences, step) ? sentences[step] : { doing: step, done: step }
}

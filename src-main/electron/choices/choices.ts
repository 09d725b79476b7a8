import type { Log } from '../../system/log/log.port.ts'
import { type Choices, usualChoices } from './choices.policy.ts'
import type { Remembered } from './remembered.port.ts'

export interface KeptChoices {
  now(): Choices
  change(change: Partial<Choices>): Promise<void>
}

/** The person's choices, read once. What cannot be kept holds until the program ends. */
export async function keepChoices(remembered: Remembered<Choices>, log: Pick<Log, 'warn'>): Promise<KeptChoices> {
  let choices = await remembered.read().catch(() => usualChoices)
  let writing = Promise.resolve()
  return {
    now: () => choices,
    change(change) {
      choices = { ...choices, ...change }
      const next = choices
      writing = writing
        .then(() => remembered.write(next))
        .catch((error: unknown) => log.warn('What was chosen could not be kept', { error }))
      return writing
    },
  }
}

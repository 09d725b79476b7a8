import { createInterface } from 'node:readline/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Surroundings } from '../surroundings.ts'
import { canAsk } from './read-secret.ts'

/**
 * For what cannot be taken back: whoever sits at a terminal types the name again. A script says --yes. Refuses with
 * CONFIRMATION_NEEDED.
 */
export async function confirm(question: string, expected: string, yes: boolean, surroundings: Surroundings): Promise<void> {
  if (yes) return
  if (!canAsk(surroundings)) throw new Refusal('CONFIRMATION_NEEDED')
  const { stdin, stderr, interrupted } = surroundings
  const asking = createInterface({ input: stdin, output: stderr })
  asking.on('SIGINT', () => asking.close())
  try {
    const typed = await asking.question(`${question}\nType ${expected} to go on: `, { signal: interrupted })
    if (typed.trim() !== expected) throw new Refusal('CONFIRMATION_NEEDED')
  } finally {
    asking.close()
  }
}

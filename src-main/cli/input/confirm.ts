import { createInterface } from 'node:readline'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Surroundings } from '../surroundings.ts'
import { nameInDns } from './name-in-dns.policy.ts'
import { canAsk } from './read-secret.ts'

/**
 * For what cannot be taken back: whoever sits at a terminal types the name again, in whatever case names of the DNS are. A script says --yes. Refuses with
 * CONFIRMATION_NEEDED, also for the end of the input (Ctrl-D), and with COMMAND_INTERRUPTED for Ctrl-C.
 */
export async function confirm(question: string, expected: string, yes: boolean, surroundings: Surroundings): Promise<void> {
  if (yes) return
  if (!canAsk(surroundings)) throw new Refusal('CONFIRMATION_NEEDED')
  const typed = await answerTo(`${question}\nType ${expected} to go on: `, surroundings)
  if (nameInDns(typed) !== nameInDns(expected)) throw new Refusal('CONFIRMATION_NEEDED')
}

/** Settles whatever happens: readline’s own promise stays open for ever once its terminal is closed. */
async function answerTo(question: string, { stdin, stderr, interrupted }: Surroundings): Promise<string> {
  const asking = createInterface({ input: stdin, output: stderr })
  const settled = new AbortController()
  try {
    return await new Promise((resolve, reject) => {
      const unanswered = (code: 'COMMAND_INTERRUPTED' | 'CONFIRMATION_NEEDED') => () => {
        if (!settled.signal.aborted) stderr.write('\n')
        reject(new Refusal(code))
      }
      asking.once('SIGINT', unanswered('COMMAND_INTERRUPTED'))
      asking.once('close', unanswered('CONFIRMATION_NEEDED'))
      interrupted.addEventListener('abort', unanswered('COMMAND_INTERRUPTED'), { once: true, signal: settled.signal })
      asking.question(question, resolve)
    })
  } finally {
    settled.abort()
    asking.close()
  }
}

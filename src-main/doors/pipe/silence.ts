import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { asRefusal } from '../answered-refusal.ts'
import { WrongAgent } from './pipe-fetch.ts'

/** What the other side of the pipe refused, as the same Refusal it was there; a pipe that nobody answers as AGENT_NOT_RUNNING. */
export function asPipeRefusal(error: unknown, folder: string): unknown {
  if (error instanceof WrongAgent) return new Refusal('AGENT_NOT_RUNNING', { folder, reason: error.message }, { cause: error })
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (silences.has(code)) return new Refusal('AGENT_NOT_RUNNING', { folder, reason: code }, { cause: error })
  return asRefusal(error)
}

/** ENOENT, ECONNREFUSED: nobody is there. The others: somebody was. */
const silences = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

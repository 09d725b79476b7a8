import { Refusal, type RefusalData } from '@mylzip/shared/domain/refusal.ts'
import { type RefusalCode, refusals } from '@mylzip/shared/domain/refusals.ts'
import { ORPCError } from '@orpc/client'
import { WrongAgent } from './pipe-fetch.ts'

/** What the other side of the pipe refused, as the same Refusal it was there; a pipe that nobody answers as AGENT_NOT_RUNNING. */
export function asRefusal(error: unknown, folder: string): unknown {
  if (error instanceof ORPCError && isCode(error.code)) return new Refusal(error.code, error.data as RefusalData, { cause: error })
  if (error instanceof WrongAgent) return new Refusal('AGENT_NOT_RUNNING', { folder, reason: error.message }, { cause: error })
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (silences.has(code)) return new Refusal('AGENT_NOT_RUNNING', { folder, reason: code }, { cause: error })
  return error
}

/** ENOENT, ECONNREFUSED: nobody is there. The others: somebody was. */
const silences = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

function isCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusals, code)
}

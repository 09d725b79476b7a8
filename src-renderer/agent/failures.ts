import type { RefusalData } from '@mylzip/shared/domain/refusal.ts'
import { ORPCError } from '@orpc/client'
import { PermissionEnded } from './door.ts'

/** What a person reads when a call fails: the code for the second level, the sentence for the first. */
export interface CallFailure {
  code: string
  /** Undefined when the agent did not answer at all. */
  sentence: string | undefined
  /** The facts of the sentence. */
  data: RefusalData
  /** It was sent and no answer came: nobody here knows whether it was done. */
  mayBeDone?: true
}

/** Answers that mean the agent no longer knows this page. */
export function isPermissionEnded(error: unknown): boolean {
  if (error instanceof PermissionEnded) return true
  return error instanceof ORPCError && (error.code === 'CALLER_UNKNOWN' || error.status === 401)
}

export function callFailure(error: unknown): CallFailure {
  if (error instanceof ORPCError) return { code: String(error.code), sentence: error.message, data: factsOf(error) }
  return { code: 'NO_ANSWER', sentence: undefined, data: {} }
}

const factsOf = ({ data }: { data: unknown }): RefusalData => (typeof data === 'object' && data !== null ? (data as RefusalData) : {})

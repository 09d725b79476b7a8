import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { refusalStatus } from '@mylzip/shared/operations/refusal-status.policy.ts'
import { ORPCError, ValidationError } from '@orpc/server'
import type { Log } from '../system/log/log.port.ts'
import type { RandomBytes } from '../system/random.port.ts'
import { describeIssues } from './issues.policy.ts'

/** Turns whatever was thrown into what a caller may see: a refusal's code, sentence and facts, and nothing else. */
export type ToCallerError = (error: unknown, operation: string) => ORPCError<string, unknown>

const known: ReadonlySet<string> = new Set(refusalCodes)

/** A refusal as it travels: its code, its HTTP status, its sentence and its facts. */
export function refusalError(refusal: Refusal): ORPCError<string, unknown> {
  return new ORPCError(refusal.code, { status: refusalStatus(refusal.code), message: refusal.message, data: refusal.data })
}

/** What is no refusal is a defect: the log has it whole, the caller a reference to find it there. */
export function createCallerErrors(log: Log, random: RandomBytes): ToCallerError {
  return (error, operation) => {
    if (isRefusal(error)) return refusalError(error)
    if (error instanceof ORPCError && known.has(error.code)) return error
    const reason = faultOfCaller(error)
    if (reason !== undefined) return refusalError(new Refusal('INPUT_INVALID', { reason }))
    const reference = Buffer.from(random(6)).toString('hex')
    log.error('An operation ended by a defect', { reference, operation, ...defectFacts(error) })
    return refusalError(new Refusal('DEFECT', { reference }))
  }
}

/** The library's own complaints about a request; undefined when the request is not to blame. */
function faultOfCaller(error: unknown): string | undefined {
  if (!(error instanceof ORPCError) || error.status >= 500) return undefined
  return error.cause instanceof ValidationError ? describeIssues(error.cause.issues) : error.message.replace(/\.$/, '')
}

/** Never the rejected value itself: an answer that does not fit its schema may hold anything. */
function defectFacts(error: unknown): object {
  const cause = error instanceof ORPCError && error.cause instanceof ValidationError ? error.cause : undefined
  if (cause) return { error: cause.message, issues: describeIssues(cause.issues) }
  return { error }
}

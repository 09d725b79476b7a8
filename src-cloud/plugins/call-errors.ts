import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { ORPCError, ValidationError } from '@orpc/server'
import { isLostConnection } from './database/is-lost-connection.policy.ts'
import type { Log } from './log.port.ts'
import type { Random } from './random.port.ts'

/** Statuses by code, as a call declares them (src-shared/cloud-api/call.ts). */
type Declared = Partial<Record<string, { status?: number | undefined }>>

/** oRPC's own codes for what reached no handler. */
const unreadable = 'BAD_REQUEST'

export interface CallErrors {
  /** What the caller is told of anything that a call threw. What nobody foresaw, or declared, is a defect, and logged; that the database went away is none. */
  answer(error: unknown, declared: Declared, call: string): ORPCError<string, unknown>
  /** For what failed outside of any call: undefined when the error is fit to be told as it is. */
  outside(error: ORPCError<string, unknown>): ORPCError<string, unknown> | undefined
}

export function createCallErrors({ log, random }: { log: Log; random: Random }): CallErrors {
  function defect(error: unknown, call: string) {
    if (error instanceof Error && isLostConnection(error)) {
      log.warn('a call was interrupted', { call, reason: error.message })
      return toAnswer(new Refusal('SERVICE_INTERRUPTED'), 503)
    }
    const reference = random.uuid()
    log.error('a call failed', { reference, call, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    return toAnswer(new Refusal('DEFECT', { reference }), 500)
  }

  return {
    answer(error, declared, call) {
      if (error instanceof ORPCError && error.code === unreadable) return toAnswer(inputInvalid(error), 400)
      const status = isRefusal(error) ? declared[error.code]?.status : undefined
      return isRefusal(error) && status !== undefined ? toAnswer(error, status) : defect(error, call)
    },
    outside(error) {
      if ((refusalCodes as string[]).includes(error.code)) return undefined
      return error.code === unreadable ? toAnswer(inputInvalid(error), 400) : defect(error.cause ?? error, 'outside of any call')
    },
  }
}

function toAnswer({ code, message, data }: Refusal, status: number): ORPCError<string, unknown> {
  return new ORPCError(code, { status, message, data })
}

/** Names what is wrong, and where, and repeats nothing of the input: it may hold a secret. */
function inputInvalid({ cause, message }: ORPCError<string, unknown>): Refusal {
  if (!(cause instanceof ValidationError)) return new Refusal('INPUT_INVALID', { reason: message })
  const reasons = cause.issues.slice(0, 5).map(({ path = [], message }) => {
    const place = path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.')
    return place === '' ? message : `${place}: ${message}`
  })
  return new Refusal('INPUT_INVALID', { reason: reasons.join('; ') })
}

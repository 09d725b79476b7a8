import { Refusal, type RefusalData } from '@mylzip/shared/domain/refusal.ts'
import { type RefusalCode, refusals } from '@mylzip/shared/domain/refusals.ts'
import { ORPCError } from '@orpc/client'

/** What the other side of a door refused, as the same Refusal it was there; anything else as it is. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof ORPCError && isCode(error.code)) return new Refusal(error.code, error.data as RefusalData, { cause: error })
  return error
}

function isCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusals, code)
}

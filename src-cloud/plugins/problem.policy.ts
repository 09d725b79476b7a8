import { type Refusal, type RefusalData, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'

/** An error as oRPC's typed client reads it: exactly these members. */
export interface ErrorAnswer {
  defined: boolean
  code: string
  status: number
  message: string
  data?: unknown
}

/** RFC 9457 §3, with the refusal's code and facts as extension members. */
export interface Problem {
  type: 'about:blank'
  title: string
  status: number
  detail: string
  code: string
  data?: unknown
}

export function toErrorAnswer({ code, data }: { code: RefusalCode; data: RefusalData } | Refusal, status: number): ErrorAnswer {
  return { defined: false, code, status, message: sentenceOf(code, data), data }
}

/** `title` is the phrase of the status, as RFC 9457 §4.2.1 wants it for the type `about:blank`. */
export function toProblem({ code, status, message, data }: ErrorAnswer, title: string): Problem {
  return { type: 'about:blank', title, status, detail: message, code, ...(data !== undefined && { data }) }
}

/** Whether the caller asked for JSON by name, as the typed client does. "Anything" is not such a wish (RFC 9110 §12.5.1). */
export function wantsPlainJson(accept: string | undefined): boolean {
  const types = (accept ?? '').split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase())
  return types.includes('application/json') && !types.includes('application/problem+json')
}

import type { ServerResponse } from 'node:http'
import { nextStepOf, type Refusal, type RefusalData } from '@mylzip/shared/domain/refusal.ts'
import { type RefusalCode, refusals } from '@mylzip/shared/domain/refusals.ts'
import { refusalError } from '../caller-errors.ts'

/** Windows PowerShell takes what does not say so for Latin-1. */
export const jsonType = 'application/json; charset=utf-8'

interface ToldError {
  code: string
  message: string
  data: unknown
}

/** What failed, as programs are told it: the same fields as in the command line's `--json`. */
export function toldFailure({ code, message, data }: ToldError) {
  const facts = (data ?? {}) as RefusalData
  return { code, sentence: message, nextStep: isCode(code) ? nextStepOf(code, facts) : '', data: facts }
}

/** Refuses before the library has seen the request. The connection ends with it: what is still being sent is not read. */
export function sendFailure(response: ServerResponse, refusal: Refusal): void {
  const error = refusalError(refusal)
  const wait = refusal.data.retryAfterSeconds
  if (wait !== undefined) response.setHeader('retry-after', wait)
  // RFC 6750: what is wanted of whoever was not let in.
  if (error.status === 401) response.setHeader('www-authenticate', 'Bearer realm="mylzip"')
  response.writeHead(error.status, { 'content-type': jsonType, connection: 'close' })
  response.end(JSON.stringify(toldFailure(error)))
}

function isCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusals, code)
}

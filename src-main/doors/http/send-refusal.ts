import type { ServerResponse } from 'node:http'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalError } from '../caller-errors.ts'

/**
 * Refuses before the library has seen the request, in the library's own form, so that clients read one form only.
 * The connection ends with it: what the caller is still sending is not read.
 */
export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  const error = refusalError(refusal)
  const wait = refusal.data.retryAfterSeconds
  if (wait !== undefined) response.setHeader('retry-after', wait)
  response.writeHead(error.status, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify({ json: error.toJSON() }))
}

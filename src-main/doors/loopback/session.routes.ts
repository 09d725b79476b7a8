import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import type { FailedTries } from '../http/failed-tries.ts'
import { readSmallBody } from '../http/read-small-body.ts'
import { sendRefusal } from '../http/send-refusal.ts'
import type { Passes } from './passes.ts'

const Exchange = z.object({ token: z.string().min(1).max(128) })

/**
 * POST /session `{ token }` → 200 `{ bearer, access }`. Refuses with CALLER_UNKNOWN (401) for a token that is not
 * known, used or older than 60 s, RATE_LIMITED (429) in its place after too many of those, INPUT_INVALID (400).
 */
export async function exchangeToken(request: IncomingMessage, response: ServerResponse, passes: Passes, failedTries: FailedTries) {
  const token = await readToken(request)
  if (token === undefined) return sendRefusal(response, new Refusal('INPUT_INVALID', { reason: 'a JSON object with a token was expected' }))
  const pass = passes.exchange(token)
  if (!pass) {
    const retryAfterSeconds = failedTries.waitSeconds()
    if (retryAfterSeconds !== undefined) return sendRefusal(response, new Refusal('RATE_LIMITED', { retryAfterSeconds }))
    failedTries.count()
    return sendRefusal(response, new Refusal('CALLER_UNKNOWN'))
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(pass))
}

async function readToken(request: IncomingMessage): Promise<string | undefined> {
  // A type that no plain form can send: a page of another origin would have to ask first, and is told nothing.
  if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/json') return undefined
  const body = await readSmallBody(request, 1024)
  try {
    return Exchange.parse(JSON.parse(body ?? '')).token
  } catch {
    return undefined
  }
}

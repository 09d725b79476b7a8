import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Account } from '../model.ts'
import { Problem } from '../problem.ts'

/** What a handler says; the server adds nonce, index link and caching headers. */
export interface Answer {
  status?: number
  headers?: Record<string, string>
  /** An object is sent as JSON, text and bytes as they are with the content type from `headers`. */
  body?: object | string | Uint8Array
}

/** A request whose signature held and whose account is in good standing. */
export interface AccountRequest {
  account: Account
  /** undefined for POST-as-GET. */
  payload: unknown
  /** The `:id` of the path. */
  id: string
  /** Where it was sent: what the signature is bound to. */
  url: string
}

export function send(reply: FastifyReply, { status = 200, headers = {}, body }: Answer): FastifyReply {
  reply.code(status).headers(headers)
  if (body instanceof Uint8Array) return reply.send(Buffer.from(body))
  if (typeof body !== 'object') return reply.send(body ?? '')
  if (!('content-type' in headers)) reply.type('application/json')
  return reply.send(JSON.stringify(body))
}

/** Throws malformed, naming the member that is wrong. */
export function parse<Schema extends z.ZodType>(schema: Schema, payload: unknown): z.infer<Schema> {
  const result = schema.safeParse(payload)
  if (!result.success) throw new Problem('malformed', `the payload is not of the expected form: ${z.prettifyError(result.error)}`)
  return result.data
}

/** POST-as-GET has no payload (RFC 8555 §6.3); a client that sends one means something else. */
export function assertNoPayload(payload: unknown): void {
  if (payload !== undefined) throw new Problem('malformed', 'this resource is read with an empty payload')
}

import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedIn } from '../../modules/people/person-caller.ts'

/** Somebody who looks at a page. */
export interface Visit {
  request: FastifyRequest
  reply: FastifyReply
  /** Who is signed in. */
  person: SignedIn | undefined
  /** Every form of the page sends it along. */
  csrf: string
  address: string
}

/** For pages about one's own: who is not signed in is sent to sign in, and comes back. */
export function personOn({ person }: Visit): SignedIn {
  if (person === undefined) throw new Refusal('SIGN_IN_NEEDED')
  return person
}

/** The query's member of that name; what came twice says nothing. */
export function queryOf({ request }: Visit, name: string): string | undefined {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : undefined
}

import { createHash, X509Certificate } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { second } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { AcmeAnswer } from '../acme/acme-http.adapter.ts'
import { AcmeProblem, type AcmeSession, isRevoked } from '../acme/acme-session.adapter.ts'

const Order = z.object({ authorizations: z.array(z.url()) })
const Authorization = z.object({
  status: z.enum(['pending', 'valid', 'invalid', 'deactivated', 'expired', 'revoked']),
  identifier: z.object({ value: z.string() }),
  wildcard: z.boolean().optional(),
  challenges: z.array(z.object({ type: z.string(), url: z.url(), token: z.string().default(''), error: AcmeProblem.optional() })),
})
type Authorization = z.infer<typeof Authorization>

export interface Places {
  /** Names this account in the CAA records of what is proven, where there are any: else the authority refuses it. */
  permit(accountUri: string, caaIdentities: readonly string[]): Promise<unknown>
  /** Puts a dns-01 answer for the name where the authority looks, until it is taken away. */
  publish(name: string, value: string): Promise<{ takeAway(): Promise<unknown> }>
}

export interface Revocation {
  names: readonly string[]
  pem: string
  /** CRLReason (RFC 5280 §5.3.1). */
  reason: number
}

/** What an authority's refusal is judged by. */
export interface AuthorityAnswer {
  status: number
  /** A URN (RFC 8555 §6.7). */
  problem: string | undefined
}

const polls = 60

/**
 * RFC 8555 §7.6: an account that has proven all names of a certificate may revoke it, whoever ordered it. The order that
 * brings the proofs is never finalized. Fails with an Error that says what the authority said; its cause is the answer.
 */
export async function proveAndRevoke(session: AcmeSession, places: Places, { names, pem, reason }: Revocation): Promise<void> {
  const account = await session.post(session.directory.newAccount, { termsOfServiceAgreed: true })
  const accountUri = demand(account, 'it did not open an account').location ?? ''
  session.account(accountUri)
  await places.permit(accountUri, session.directory.meta.caaIdentities)
  const identifiers = names.map((value) => ({ type: 'dns', value }))
  const order = Order.parse(demand(await session.post(session.directory.newOrder, { identifiers }), 'it did not take the names').body)
  for (const url of order.authorizations) await prove(session, places, url)
  const certificate = new X509Certificate(pem).raw.toString('base64url')
  const answer = await session.post(session.directory.revokeCert, { certificate, reason })
  if (!isRevoked(answer)) demand(answer, 'it did not revoke')
}

async function prove(session: AcmeSession, { publish }: Places, url: string): Promise<void> {
  const look = async () => Authorization.parse(demand(await session.post(url, undefined), 'an authorization was lost').body)
  const authorization = await look()
  if (authorization.status === 'valid') return
  const challenge = authorization.challenges.find(({ type }) => type === 'dns-01')
  if (challenge === undefined) throw new Error(`it offers no proof by DNS for ${authorization.identifier.value}`)
  const value = createHash('sha256').update(`${challenge.token}.${session.thumbprint}`).digest('base64url')
  const published = await publish(authorization.identifier.value, value)
  try {
    demand(await session.post(challenge.url, {}), 'it did not take the proof')
    await untilProven(look)
  } finally {
    await published.takeAway()
  }
}

async function untilProven(look: () => Promise<Authorization>): Promise<void> {
  for (let poll = 0; poll < polls; poll++) {
    const { status, identifier, challenges } = await look()
    if (status === 'valid') return
    const fault = challenges.find(({ error }) => error !== undefined)?.error?.detail
    if (status !== 'pending') throw new Error(`it did not find ${identifier.value} proven${fault ? ` (${fault})` : ''}`)
    await pause(second)
  }
  throw new Error('it took too long over a proof')
}

function demand(answer: AcmeAnswer, otherwise: string): AcmeAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer
  const { detail, type } = AcmeProblem.safeParse(answer.body).data ?? {}
  const cause = { status: answer.status, problem: type } satisfies AuthorityAnswer
  throw new Error(detail ? `${otherwise}: ${detail}` : `${otherwise} (HTTP status ${answer.status})`, { cause })
}

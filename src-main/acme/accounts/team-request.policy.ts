import type { AcmeRequest } from '@mylzip/shared/cloud-api/acme-accounts.ts'
import { z } from 'zod'

const NewOrder = z.object({
  identifiers: z.array(z.object({ value: z.string() })),
  profile: z.string().optional(),
  replaces: z.string().optional(),
})
const Finalize = z.object({ csr: z.string() })
const Revocation = z.object({ certificate: z.string(), reason: z.int() })
const Told = z.strictObject({})

/** What an ACME request (RFC 8555) asks for, by its payload; null is POST-as-GET. Nothing else is asked of a team's account. */
export function teamRequest(url: string, payload: object | null): AcmeRequest {
  if (payload === null) return { kind: 'read', url }
  const order = NewOrder.safeParse(payload).data
  if (order) {
    const { identifiers, profile, replaces } = order
    const names = identifiers.map(({ value }) => value)
    return { kind: 'order', names, ...(profile !== undefined && { profile }), ...(replaces !== undefined && { replaces }) }
  }
  const finalize = Finalize.safeParse(payload).data
  if (finalize) return { kind: 'finalize', url, csr: finalize.csr }
  const revocation = Revocation.safeParse(payload).data
  if (revocation) return { kind: 'revoke', ...revocation }
  if (Told.safeParse(payload).success) return { kind: 'challenge', url }
  throw new Error('there is no such request of a team’s account')
}

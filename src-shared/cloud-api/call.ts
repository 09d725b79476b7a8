import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { RefusalCode } from '../domain/refusals.ts'

/** Who a call is for. Tokens carry it as their audience, and one kind never opens another's calls. */
export type Audience = 'nobody' | 'device'

const data = z.record(z.string(), z.union([z.string(), z.number()])).optional()

/** Refusals of a call with their HTTP status (RFC 9110), so that proxies and monitors understand them too. */
export function refuses<Code extends RefusalCode>(codes: Record<Code, number>) {
  const entries = Object.entries(codes) as [Code, number][]
  return Object.fromEntries(entries.map(([code, status]) => [code, { status, data }])) as Record<
    Code,
    { status: number; data: typeof data }
  >
}

/** What every call can answer, so that a client is ready for it without each declaration repeating it. */
const always = refuses({ INPUT_INVALID: 400, RATE_LIMITED: 429, DEFECT: 500 })

/** A call that forgot to say who may make it is open to no one but an authenticated device. */
const call = oc.$meta<{ audience: Audience }>({ audience: 'device' }).errors(always)

export const open = call.meta({ audience: 'nobody' })
export const forDevice = call
  .meta({ audience: 'device' })
  .route({ spec: (operation) => ({ ...operation, security: [{ device: [] }] }) })
  .errors(refuses({ ACCESS_TOKEN_INVALID: 401 }))

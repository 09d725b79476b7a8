import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { RefusalCode } from '../domain/refusals.ts'

/** Who a call is for. Tokens carry it as their audience, and one kind never opens another's calls. */
export type Audience = 'nobody' | 'device'

/** A call that forgot to say who may make it is open to no one but an authenticated device. */
const call = oc.$meta<{ audience: Audience }>({ audience: 'device' })

export const open = call.meta({ audience: 'nobody' })
export const forDevice = call.meta({ audience: 'device' })

const data = z.record(z.string(), z.union([z.string(), z.number()])).optional()

/** Refusals of a call with their HTTP status (RFC 9110), so that proxies and monitors understand them too. */
export function refuses<Code extends RefusalCode>(codes: Record<Code, number>) {
  const entries = Object.entries(codes) as [Code, number][]
  return Object.fromEntries(entries.map(([code, status]) => [code, { status, data }])) as Record<
    Code,
    { status: number; data: typeof data }
  >
}

import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { RefusalCode } from '../domain/refusals.ts'

/** What a caller must be allowed to do. Doors say which callers have it (src-main/doors/access.policy.ts). */
export const accessLevels = ['read', 'operate', 'administer'] as const
export type Access = (typeof accessLevels)[number]

type Meta = { access: Access }

/** No operation is reachable by accident: one that forgot to declare its access needs the highest. */
const operation = oc.$meta<Meta>({ access: 'administer' })

/** Looking changes nothing. */
export const read = operation.meta({ access: 'read' })
/** What the person at the desk may do to this device's own certificate. */
export const operate = operation.meta({ access: 'operate' })
/** What could hand out keys, run code or open the device to others. */
export const administer = operation.meta({ access: 'administer' })

const data = z.record(z.string(), z.union([z.string(), z.number()])).optional()

/** Declares which refusals a caller must be ready for; each carries the facts its sentence was made from. */
export function refuses<Code extends RefusalCode>(...codes: Code[]) {
  return Object.fromEntries(codes.map((code) => [code, { data }])) as Record<Code, { data: typeof data }>
}

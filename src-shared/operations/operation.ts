import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { RefusalCode } from '../domain/refusals.ts'
import { refusalStatus } from './refusal-status.policy.ts'

/** What a caller must be allowed to do. Doors say which callers have it (src-main/doors/access.policy.ts). */
export const accessLevels = ['read', 'operate', 'administer'] as const
export type Access = (typeof accessLevels)[number]

type Meta = { access: Access; looks?: boolean }

const data = z.record(z.string(), z.union([z.string(), z.number()])).optional()

/** Declares which refusals a caller must be ready for; each carries the facts its sentence was made from. */
export function refuses<Code extends RefusalCode>(...codes: Code[]) {
  return Object.fromEntries(codes.map((code) => [code, { status: refusalStatus(code), data }])) as Record<
    Code,
    { status: number; data: typeof data }
  >
}

/** What every operation can answer, so that a caller is ready for it without each declaration repeating it. */
const always = refuses('INPUT_INVALID', 'CALLER_UNKNOWN', 'CALLER_NOT_ALLOWED', 'CALLER_NOT_ADMINISTRATOR', 'DEFECT')

/** No operation is reachable by accident: one that forgot to declare its access needs the highest. */
const operation = oc.$meta<Meta>({ access: 'administer' }).errors(always)

/** Looking changes nothing. */
export const read = operation.meta({ access: 'read', looks: true })
/** What the person at the desk may do to this device's own certificate. */
export const operate = operation.meta({ access: 'operate' })
/** What could hand out keys, run code or open the device to others. */
export const administer = operation.meta({ access: 'administer' })
/** Looking at more than everybody may see, or at the cost of others’ answers. It changes nothing either. */
export const examine = operation.meta({ access: 'operate', looks: true })
export const inspect = operation.meta({ access: 'administer', looks: true })

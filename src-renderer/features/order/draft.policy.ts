import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { Way } from './ways.policy.ts'

export const stepNames = ['names', 'proof', 'key', 'check', 'run'] as const
export type Step = (typeof stepNames)[number]

export type KeyPlace = 'here' | 'store' | 'tpm' | 'elsewhere'

/** What a person has typed and chosen so far. What is undefined is the usual choice. */
export interface Draft {
  /** As it was typed. */
  names: string
  way: Way | undefined
  server: string
  folder: string
  directory: string | undefined
  profile: string | undefined
  keyType: KeyType | undefined
  keyPlace: KeyPlace
  csr: string
}

export const emptyDraft: Draft = {
  ...{ names: '', way: undefined, server: '', folder: '' },
  ...{ directory: undefined, profile: undefined, keyType: undefined, keyPlace: 'here', csr: '' },
}

export function isTouched(draft: Draft): boolean {
  return (Object.keys(emptyDraft) as (keyof Draft)[]).some((part) => draft[part] !== emptyDraft[part])
}

/** What the draft comes to. What the organisation has set is left out: it is set anyway. */
export function orderOf(draft: Draft, names: readonly string[], way: Way, rules: Partial<FleetRules>): OrderInput {
  const { csr, directory, keyPlace, keyType, profile } = draft
  const isElsewhere = keyPlace === 'elsewhere'
  return {
    names: [...names],
    proof: proofOf(draft, way),
    ...(directory !== undefined && rules.authorities === undefined && { authorities: [directory] }),
    ...(profile !== undefined && rules.profile === undefined && { profile }),
    ...(keyType !== undefined && rules.keyType === undefined && !isElsewhere && { keyType }),
    ...(keyPlace === 'tpm' && { keyUse: 'tpm' as const }),
    ...((keyPlace === 'store' || (rules.exportableKeys === false && keyPlace === 'here')) && { exportable: false }),
    ...(isElsewhere && { csr }),
  }
}

function proofOf({ folder, server }: Draft, way: Way): ProofMethod {
  if (way === 'rfc2136') return { via: way, server }
  return way === 'http-webroot' ? { via: way, folder: folder.trim() } : { via: way }
}

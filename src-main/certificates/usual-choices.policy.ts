import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { isAddress } from '@mylzip/shared/domain/order-features.policy.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { UsualKeyUse } from '@mylzip/shared/operations/usual.ts'
import { tooManyForProfile } from './profile-names.policy.ts'

/** As a person chose; null where nobody did. */
export interface ChosenUsually {
  keyType: KeyType | null
  profile: string | null
  keyUse: UsualKeyUse | null
}

const inTpm: readonly (KeyType | undefined)[] = ['rsa-2048', 'p-256']

/**
 * An order with what is usually chosen where it says nothing. A key that lies elsewhere is as it is, and what is usual never stands
 * in the way of what was asked for: a key that is to be exportable, or of a kind that no TPM makes, is made here.
 */
export function withUsualChoices(wanted: OrderInput, usual: ChosenUsually): OrderInput {
  const profile = wanted.profile ?? (fits(usual.profile, wanted.names) ? usual.profile : undefined)
  const order = { ...wanted, ...(profile !== undefined && { profile }) }
  if (wanted.csr !== undefined) return order
  const keyType = wanted.keyType ?? usual.keyType ?? undefined
  const mayBeInTpm = wanted.exportable !== true && (keyType === undefined || inTpm.includes(keyType))
  const keyUse = wanted.keyUse ?? (usual.keyUse === 'tpm' && mayBeInTpm ? usual.keyUse : undefined)
  return { ...order, ...(keyType !== undefined && { keyType }), ...(keyUse !== undefined && { keyUse }) }
}

/** Addresses are issued by a profile of their own, which is found where none is named; many names by those that take so many. */
function fits(profile: string | null, names: readonly string[]): profile is string {
  return profile !== null && !names.some(isAddress) && tooManyForProfile(profile, [...new Set(names)]) === undefined
}

import type { LicenceKey } from '@mylzip/shared/cloud-api/licences.ts'
import { PolicyClaims, policyType } from '@mylzip/shared/cloud-api/policies.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { readSigned } from '../licensing/licence-document.policy.ts'

/** What the document wants of this device, once it is known to be the cloud's word. Refuses with POLICY_UNTRUSTED. */
export function readPolicy(document: string, keys: readonly LicenceKey[], deviceId: string): PolicyClaims {
  const claims = PolicyClaims.safeParse(signed(document, keys))
  if (!claims.success) throw untrusted('this version of the program does not understand it', claims.error)
  if (claims.data.sub !== deviceId) throw untrusted('it is for another device')
  return claims.data
}

/** One that was kept back and handed out again later would take the organisation's word back. */
export function refuseOlder(came: PolicyClaims, known: PolicyClaims | undefined): void {
  if (known !== undefined && came.iat < known.iat) throw untrusted('it is older than the one that is known')
}

function signed(document: string, keys: readonly LicenceKey[]): unknown {
  try {
    return readSigned(document, keys, policyType)
  } catch (error) {
    if (!isRefusal(error, 'LICENCE_INVALID')) throw error
    throw untrusted('none of the keys that are known here signed it', error)
  }
}

function untrusted(reason: string, cause?: unknown): Refusal {
  return new Refusal('POLICY_UNTRUSTED', { reason }, { cause })
}

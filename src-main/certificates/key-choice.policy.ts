import { X509Certificate } from 'node:crypto'
import type { KeyUse } from '@mylzip/shared/domain/key-choices.ts'
import type { KeyHold } from '../stores/store.port.ts'
import { keyMatches } from '../system/x509/certificates.policy.ts'
import type { CertificateRow } from './certificate.repository.ts'
import type { VersionRow } from './version.repository.ts'

type Earlier = Pick<VersionRow, 'key_type' | 'key_custody' | 'sealed_key'>

/**
 * Whether a renewal goes on with the key before: where that was chosen, the same kind is still wanted and the key is
 * kept here. A renewal never fails for want of it; then a new key is made.
 */
export function mayReuse({ key_type, key_use }: Pick<CertificateRow, 'key_type' | 'key_use'>, earlier: Earlier | undefined): boolean {
  if (key_use !== 'reuse' || earlier === undefined) return false
  return earlier.key_type === key_type && earlier.key_custody === 'sealed' && earlier.sealed_key !== null
}

/** What is to become of its key in the store. */
export function holdOf({ exportable }: Pick<CertificateRow, 'exportable'>): KeyHold {
  return { stays: exportable === 0 }
}

/** Whether the key is one that was reported as compromised, whichever version it was reported with. */
export function isCompromised(privateKeyPem: string, compromised: readonly Pick<VersionRow, 'chain_pem'>[]): boolean {
  return compromised.some(({ chain_pem }) => chain_pem !== null && keyMatches(new X509Certificate(chain_pem), privateKeyPem))
}

/** The same of a key that is known by its public part (SubjectPublicKeyInfo, DER) alone. */
export function isCompromisedPublic(publicKey: Uint8Array, compromised: readonly Pick<VersionRow, 'chain_pem'>[]): boolean {
  const spki = Buffer.from(publicKey)
  return compromised.some(
    ({ chain_pem }) => chain_pem !== null && spki.equals(new X509Certificate(chain_pem).publicKey.export({ type: 'spki', format: 'der' })),
  )
}

/** Whether two certificates (PEM, the leaf first) are for one key. */
export function hasSameKey(one: string, other: string): boolean {
  const [a, b] = [one, other].map((pem) => new X509Certificate(pem).publicKey)
  return a !== undefined && b !== undefined && a.equals(b)
}

/** Why these choices cannot stand together, in words for a refusal's `reason`; undefined when they can. */
export function reuseObstacle(keyUse: KeyUse, exportable: boolean, hasRequest: boolean): string | undefined {
  if (keyUse !== 'reuse') return undefined
  if (hasRequest) return 'it lies where the certificate request was made'
  return exportable ? undefined : 'the copy here is destroyed once the certificate is in place'
}

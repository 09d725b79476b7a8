import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { CertificateStore, KeyAndChain } from '../stores/store.port.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'
import { type CertificateRow, nameOf } from './certificate.repository.ts'
import type { IssuedVersion, VersionRow } from './version.repository.ts'

/** Sealed keys are bound to this, so that one certificate's key cannot be put in another's place. */
export function keyPurpose(certificateId: string, number: number): string {
  return `certificate-key:${certificateId}:${number}`
}

/** The private key of a version as PKCS#8 PEM, in memory only. Refuses with SECRET_UNREADABLE, KEY_DESTROYED or KEY_ELSEWHERE. */
export async function openKey(secrets: Secrets, { certificate_id, key_custody, number, sealed_key }: VersionRow): Promise<string> {
  if (sealed_key === null) throw new Refusal(key_custody === 'elsewhere' ? 'KEY_ELSEWHERE' : 'KEY_DESTROYED', { version: number })
  return Buffer.from(await secrets.open(sealed_key, keyPurpose(certificate_id, number))).toString()
}

/** Where the key of a version can be: sealed here or, where the sealed copy was destroyed, in the store alone. */
export interface KeyPlaces {
  secrets: Secrets
  store: Pick<CertificateStore, 'load'>
}

/**
 * Key and chain of an issued version as stores and programs take them. Refuses with SECRET_UNREADABLE or KEY_ELSEWHERE; and, when
 * the one copy that was left is gone from the store, with KEY_LOST where the version is in use, and KEY_DESTROYED where it was.
 */
export async function openBundle(places: KeyPlaces, certificate: CertificateRow, version: IssuedVersion): Promise<KeyAndChain> {
  const [certificatePem = '', ...chainPem] = splitCertificates(version.chain_pem)
  return { name: nameOf(certificate), privateKeyPem: await findKey(places, certificate, version), certificatePem, chainPem }
}

async function findKey({ secrets, store }: KeyPlaces, certificate: CertificateRow, version: IssuedVersion): Promise<string> {
  const { key_custody, number, thumbprint } = version
  const installed = key_custody === 'destroyed' ? await store.load(nameOf(certificate), thumbprint) : undefined
  if (installed) return installed.privateKeyPem
  if (key_custody === 'destroyed' && number === certificate.current_version) throw new Refusal('KEY_LOST', { version: number })
  return openKey(secrets, version)
}

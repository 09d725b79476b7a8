import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { CertificateKey } from '../acme/authority.port.ts'
import type { CertificateStore, KeyAndChain, NamedChain } from '../stores/store.port.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'
import { type CertificateRow, nameOf } from './certificate.repository.ts'
import type { IssuedVersion, VersionRow } from './version.repository.ts'

/** Sealed keys are bound to this, so that one certificate's key cannot be put in another's place. */
export function keyPurpose(certificateId: string, number: number): string {
  return `certificate-key:${certificateId}:${number}`
}

const notHere = { sealed: 'KEY_DESTROYED', destroyed: 'KEY_DESTROYED', elsewhere: 'KEY_ELSEWHERE', tpm: 'KEY_IN_TPM' } as const

/** Whether the store has the only copy of the key. */
export function isInStoreAlone({ key_custody }: Pick<VersionRow, 'key_custody'>): boolean {
  return key_custody === 'destroyed' || key_custody === 'tpm'
}

/** The private key of a version as PKCS#8 PEM, in memory only. Refuses with SECRET_UNREADABLE, KEY_DESTROYED, KEY_ELSEWHERE or KEY_IN_TPM. */
export async function openKey(secrets: Secrets, { certificate_id, key_custody, number, sealed_key }: VersionRow): Promise<string> {
  if (sealed_key === null) throw new Refusal(notHere[key_custody], { version: number })
  return Buffer.from(await secrets.open(sealed_key, keyPurpose(certificate_id, number))).toString()
}

/** Where the key of a version can be: sealed here or, where the sealed copy was destroyed, in the store alone. */
export interface KeyPlaces {
  secrets: Secrets
  store: Pick<CertificateStore, 'load' | 'sign'>
}

/**
 * Key and chain of an issued version as stores and programs take them. Refuses with SECRET_UNREADABLE or KEY_ELSEWHERE; and, when
 * the one copy that was left is gone from the store, with KEY_LOST where the version is in use, and KEY_DESTROYED where it was;
 * with KEY_NOT_EXPORTABLE when the store has it and gives it to nobody.
 */
export async function openBundle(places: KeyPlaces, certificate: CertificateRow, version: IssuedVersion): Promise<KeyAndChain> {
  return { ...chainOf(certificate, version), privateKeyPem: await findKey(places, certificate, version) }
}

/** The same without the key. */
export function chainOf(certificate: CertificateRow, version: IssuedVersion): NamedChain {
  const [certificatePem = '', ...chainPem] = splitCertificates(version.chain_pem)
  return { name: nameOf(certificate), certificatePem, chainPem }
}

/** The key to sign with, which stays in the store where the only copy is there. Refuses as `openBundle` does, or when it signs. */
export async function signingKey(places: KeyPlaces, certificate: CertificateRow, version: IssuedVersion): Promise<CertificateKey> {
  const { store, secrets } = places
  if (!isInStoreAlone(version)) return { privateKeyPem: await openKey(secrets, version) }
  return {
    async sign(data) {
      const signature = await store.sign(nameOf(certificate), version.thumbprint, data)
      if (!signature) throw nowhere(certificate, version)
      return signature
    },
  }
}

async function findKey({ secrets, store }: KeyPlaces, certificate: CertificateRow, version: IssuedVersion): Promise<string> {
  if (!isInStoreAlone(version)) return openKey(secrets, version)
  const installed = await store.load(nameOf(certificate), version.thumbprint)
  if (!installed) throw nowhere(certificate, version)
  return installed.privateKeyPem
}

function nowhere({ current_version }: CertificateRow, { number }: IssuedVersion): Refusal {
  return new Refusal(number === current_version ? 'KEY_LOST' : 'KEY_DESTROYED', { version: number })
}

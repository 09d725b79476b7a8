import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { InstalledCertificate, NamedChain } from './store.port.ts'

/**
 * Keys that are made in this machine's TPM and never leave it, each under a name of its own until it is deleted. Refuses with TPM_*,
 * or as the store does.
 */
export interface TpmKeys {
  /** Makes a key; answers its name, which begins so and is no other key's, whatever was made here before. TPM_MISSING, TPM_KEY_TYPE. */
  make(label: string, type: KeyType): Promise<string>
  /** SubjectPublicKeyInfo, DER; undefined where there is none of this name. */
  publicKey(key: string): Promise<Uint8Array | undefined>
  /** As the store signs; undefined where there is none of this name. */
  sign(key: string, data: Uint8Array): Promise<Uint8Array | undefined>
  /** Puts the certificate of a key into the store, with its issuers; undefined where there is no key of this name. */
  install(key: string, chain: NamedChain): Promise<InstalledCertificate | undefined>
  /** Of one that no certificate was installed for; the others go with their certificate. Harmless where there is none. */
  remove(key: string): Promise<void>
}

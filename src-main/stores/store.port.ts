import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { TpmKeys } from './tpm-keys.port.ts'

/** Leaf first, then intermediates, each one PEM; the key as PKCS#8 PEM. */
export interface KeyAndChain {
  privateKeyPem: string
  certificatePem: string
  chainPem: string[]
  /** The name it is filed under: the first name of the certificate. */
  name: string
}

/** What lies beside a key. */
export type NamedChain = Omit<KeyAndChain, 'privateKeyPem'>

/** SHA-1 over the DER, hexadecimal, upper case. */
export type Thumbprint = string

export interface InstalledCertificate {
  thumbprint: Thumbprint
  notAfter: Instant
  /** Where a person finds the certificate, and where its key lies. */
  location: string
  keyLocation: string
  /** Whether the key that belongs to it is there. */
  hasKey: boolean
}

/** What is to become of a key that is installed. */
export interface KeyHold {
  /** It is never given out again, where the store can see to that (`holdsKeys`). */
  stays: boolean
}

/** Rights that others than the key's owner had on a private key, or on the folder it lies in. */
export interface OpenedKey {
  /** What they had them on, and which, as this system writes rights. */
  path: string
  rights: string
  /** Whether they could read the key by them; else something around it kept them out. */
  readable: boolean
}

/**
 * A place where programs of this machine look for certificates. What is installed is found under its name alone: a copy
 * elsewhere in the store, or a folder that was moved, is not where programs look. Refuses with STORE_FAILED,
 * STORE_PLACE_TAKEN, STORE_FOLDER_FOREIGN, DISK_FULL or, where it lies behind PowerShell, POWERSHELL_*. Every adapter passes
 * test/integration/stores/round-trip.ts.
 */
export interface CertificateStore {
  readonly kind: 'directory' | 'windows'
  /** What a person calls it: a folder, or `LocalMachine\\My`. */
  readonly place: string
  /** Whether a key that was installed to stay can never be loaded again. */
  readonly holdsKeys: boolean
  /** Left out where no key can be made in a TPM for it. */
  readonly tpm?: TpmKeys
  /**
   * Installs key and chain; the key can be loaded again unless told. Installing the same twice is harmless; a crash in the middle
   * leaves the previous one in use.
   */
  install(bundle: KeyAndChain, hold?: KeyHold): Promise<InstalledCertificate>
  /**
   * Puts right what is missing or damaged beside the key that lies there, and says whether anything was; undefined where the key
   * itself is missing, or another one.
   */
  mend(chain: NamedChain): Promise<(InstalledCertificate & { wasDamaged: boolean }) | undefined>
  /** What `mend` would put right, by the names of the files, and nothing is changed; undefined where `mend` answers that. */
  damaged(chain: NamedChain): Promise<string[] | undefined>
  /** Takes the rights of others from the private keys that lie under a name, and answers the worst of what they had. */
  keepKeysPrivate(name: string): Promise<OpenedKey | undefined>
  /**
   * The same text for as long as nobody has touched what lies there (its rights too), without reading it; undefined when any of
   * it is missing or cannot be looked at, or `current` is another. Cheap: it is asked once a minute.
   */
  stamp(name: string, thumbprint: Thumbprint): Promise<string | undefined>
  find(name: string, thumbprint: Thumbprint): Promise<InstalledCertificate | undefined>
  /** The certificate and what lies beside its key; undefined when it is not in the store. */
  read(name: string, thumbprint: Thumbprint): Promise<NamedChain | undefined>
  /**
   * A signature of the key that lies there, as JWS has it: SHA-256 (with P-384: SHA-384), RSA with PKCS#1 v1.5 or ECDSA's R || S.
   * Undefined when the certificate is not in the store; refuses when its key is missing.
   */
  sign(name: string, thumbprint: Thumbprint, data: Uint8Array): Promise<Uint8Array | undefined>
  /**
   * What a program that serves the certificate loads; undefined when it is not in the store. Refuses with KEY_NOT_EXPORTABLE when the
   * key was installed to stay.
   */
  load(name: string, thumbprint: Thumbprint): Promise<KeyAndChain | undefined>
  /** Makes this the version that programs which follow `current` see, in one step. Refuses what is not in the store. */
  makeCurrent(name: string, thumbprint: Thumbprint): Promise<void>
  /** The version that programs which follow `current` see under this name. Refuses what lies in the pointer's place. */
  current(name: string): Promise<Thumbprint | undefined>
  /**
   * Removes the certificate and its key material. Removing what is not there is harmless. What a person has laid beside them
   * stays, and its paths are answered.
   */
  remove(name: string, thumbprint: Thumbprint): Promise<string[]>
}

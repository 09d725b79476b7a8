import type { Instant } from '@mylzip/shared/domain/time.ts'

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

/**
 * A place where programs of this machine look for certificates. Refuses with STORE_FAILED, or DISK_FULL. Every adapter passes test/integration/stores/round-trip.ts.
 */
export interface CertificateStore {
  readonly kind: 'directory' | 'windows'
  /** Installs key and chain. Installing the same twice is harmless; a crash in the middle leaves the previous one in use. */
  install(bundle: KeyAndChain): Promise<InstalledCertificate>
  /**
   * Puts right what is missing or damaged beside the key that lies there, and says whether anything was; undefined where the key
   * itself is missing, or another one.
   */
  mend(chain: NamedChain): Promise<(InstalledCertificate & { wasDamaged: boolean }) | undefined>
  /**
   * The same text for as long as nobody has touched what lies there, without reading it; undefined when any of it is missing
   * or cannot be looked at. Cheap: it is asked once a minute.
   */
  stamp(name: string, thumbprint: Thumbprint): Promise<string | undefined>
  find(thumbprint: Thumbprint): Promise<InstalledCertificate | undefined>
  /** What a program that serves the certificate loads; undefined when it is not in the store. */
  load(thumbprint: Thumbprint): Promise<KeyAndChain | undefined>
  /** Makes this the version that programs which follow `current` see, in one step. Refuses what is not in the store. */
  makeCurrent(thumbprint: Thumbprint): Promise<void>
  /** The version that programs which follow `current` see under this name. */
  current(name: string): Promise<Thumbprint | undefined>
  /** Removes the certificate and its key material. Removing what is not there is harmless. */
  remove(thumbprint: Thumbprint): Promise<void>
}

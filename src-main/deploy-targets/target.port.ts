import type { KeyAndChain, Thumbprint } from '../stores/store.port.ts'

/** A program that presents a certificate to others, and how it is told to use another one. */
export interface DeployTarget {
  /** Stable, part of records: `device-page`, `rdp`, `iis:Default Web Site`. */
  readonly id: string
  /** What a person calls it. */
  readonly label: string
  /** The thumbprint it presents now, as far as its own configuration says. */
  bound(): Promise<Thumbprint | undefined>
  /** Makes it present this certificate. Refuses with TARGET_FAILED, and then still presents the previous one. */
  bind(bundle: KeyAndChain, thumbprint: Thumbprint): Promise<void>
  /** Where a client would connect to see the certificate; undefined while it is not listening. */
  address(): { host: string; port: number } | undefined
}

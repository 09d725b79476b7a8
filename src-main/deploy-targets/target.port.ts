import type { Saying } from '@mylzip/shared/domain/saying.ts'
import type { KeyAndChain, NamedChain, Thumbprint } from '../stores/store.port.ts'

/** Where a client connects to see the certificate, and what it has to say before TLS begins. */
export interface ServedAt {
  host: string
  port: number
  /** `rdp`: MS-RDPBCGR § 2.2.1.1; `tds`: MS-TDS § 2.2.6.5. TLS at once unless told. */
  speaks?: 'rdp' | 'tds'
  /** The name that clients ask for there, where another would show them another certificate (SNI). The certificate's own unless told. */
  name?: string
}

/** A program that presents a certificate to others, and how it is told to use another one. */
export interface DeployTarget {
  /** Stable, part of records: `device-page`, `rdp`, `iis:Default Web Site`. */
  readonly id: string
  /** What a person calls it. */
  readonly label: string
  /** The thumbprint it presents now, as far as its own configuration says. */
  bound(): Promise<Thumbprint | undefined>
  /** Makes it present this certificate. Refuses with TARGET_FAILED, and then presents the previous one, as far as it could be put back. */
  bind(bundle: KeyAndChain, thumbprint: Thumbprint): Promise<void>
  /**
   * The same for a program that finds the key in the store by itself. Left out by what needs the key in its hands: for that a sealed
   * copy is kept where the store gives the key to nobody.
   */
  bindStored?(chain: NamedChain, thumbprint: Thumbprint): Promise<void>
  /** What `bind` would change, a sentence each, and nothing is changed; none where it presents this one already. */
  preview?(thumbprint: Thumbprint): Promise<Saying[]>
  /**
   * Has it present what it presented before it was bound, by what `bound` said then: another's certificate, or none. Left out by
   * what never presented anything but this agent's.
   */
  takeBack?(previous: Thumbprint | undefined): Promise<void>
  /** Where a client would connect to see the certificate; undefined while it is not listening. */
  address(): ServedAt | undefined
  /** How long (ms) it may show the earlier certificate after it was told, because it reloads by itself; not at all unless told. */
  readonly settlesWithin?: number
  /** How it is seen to use the certificate: nobody can connect to a file. A handshake unless told. */
  readonly seenBy?: 'handshake' | 'reading-back'
}

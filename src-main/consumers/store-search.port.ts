import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Thumbprint } from '../stores/store.port.ts'

/** What a certificate says of itself. */
export interface FoundCertificate {
  /** Its distinguished name, as the system writes it. */
  subject: string
  notAfter: Instant
}

/**
 * Looks for certificates where programs of this machine look, whoever put them there. What is not among the answers is in no
 * store. Refuses with POWERSHELL_*.
 */
export type StoreSearch = (thumbprints: readonly Thumbprint[]) => Promise<ReadonlyMap<Thumbprint, FoundCertificate>>

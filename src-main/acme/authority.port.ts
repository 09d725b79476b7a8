import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ChallengeSolver } from '../challenges/challenge.port.ts'

export interface OrderRequest {
  names: string[]
  profile: string | undefined
  /** ARI certID of the certificate this one replaces (RFC 9773 §5). */
  replaces: string | undefined
}

export interface RenewalWindow {
  start: Instant
  end: Instant
  explanationUrl: string | undefined
  /** When the CA wants to be asked again (Retry-After), as a moment. */
  askAgainAt: Instant
}

/** An account at one CA. Every call counts its HTTP requests; all refuse with ACME_* codes. */
export interface CertificateAuthority {
  /** Registers the account when it is not known yet; otherwise costs no request. */
  prepareAccount(): Promise<void>
  /** newOrder; answers the order's URL, to be recorded before anything else happens. */
  order(request: OrderRequest): Promise<string>
  /**
   * Brings every pending authorization of the order to `valid`. Publishes, tells the CA, waits (honouring
   * Retry-After), and takes the answers away again. An order that is already past this costs one request.
   */
  authorize(orderUrl: string, solver: ChallengeSolver): Promise<void>
  /** finalize with the CSR (DER) when the order is ready, wait, download. PEM chain, leaf first. */
  finalize(orderUrl: string, csr: Uint8Array): Promise<string[]>
  /** ARI (RFC 9773); undefined where the CA has none. */
  renewalWindow(certificateId: string): Promise<RenewalWindow | undefined>
  /** HTTP requests since this object was made. */
  requests(): number
}

export interface IssuedFacts {
  serial: string
  thumbprint: string
  issuer: string
  notBefore: Instant
  notAfter: Instant
  names: string[]
  /** base64url(AKI) + '.' + base64url(serial), RFC 9773 §4.1; undefined when the certificate has no AKI. */
  ariId: string | undefined
}

/** Making keys and requests for them. The key leaves only as PKCS#8 PEM for sealing and for the store. */
export interface Keys {
  generate(type: KeyType): Promise<string>
  csr(privateKeyPem: string, names: string[]): Promise<Uint8Array>
}

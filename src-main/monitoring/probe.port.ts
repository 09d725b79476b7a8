import type { Trust } from '@mylzip/shared/operations/values.ts'
import type { Thumbprint } from '../stores/store.port.ts'
import type { Speaks } from './before-tls/open-way.ts'

export interface ProbeRequest {
  host: string
  port: number
  /** Sent as SNI and checked against the certificate. */
  name: string
  expected: Thumbprint
  /** The issuers the CA handed over (PEM): enough for `issuer` trust when no root is known. */
  issuersPem: string[]
  /** What the refusals call the program. */
  label: string
  /** Refuses `issuer` trust as well: for what browsers must accept. */
  requireRoot?: boolean
  /** What it wants to hear before TLS begins. */
  speaks?: Speaks | undefined
}

export interface Proof {
  trust: Trust
  /** As TLS calls them: `TLSv1.3`, `TLS_AES_256_GCM_SHA384`. */
  protocol: string
  cipher: string
}

/** Connects to a program as any client would and says what it saw. */
export interface Probe {
  /** Refuses with PROOF_NOT_REACHED, PROOF_WRONG_CERTIFICATE, PROOF_WRONG_NAME, PROOF_NOT_VALID or PROOF_UNTRUSTED. */
  prove(request: ProbeRequest): Promise<Proof>
}

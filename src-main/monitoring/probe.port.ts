import type { Trust } from '@mylzip/shared/operations/values.ts'
import type { Thumbprint } from '../stores/store.port.ts'

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
}

/** Connects to a program as any client would and says what it saw. */
export interface Probe {
  /** Refuses with PROOF_NOT_REACHED, PROOF_WRONG_CERTIFICATE, PROOF_WRONG_NAME or PROOF_UNTRUSTED. */
  prove(request: ProbeRequest): Promise<{ trust: Trust; protocol: string }>
}

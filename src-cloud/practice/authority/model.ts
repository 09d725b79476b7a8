import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { JWK } from 'jose'
import type { ProblemDocument } from './problem.ts'

export interface Account {
  id: string
  key: JWK
  /** RFC 7638, SHA-256, base64url: finds the account and is half of every key authorization. */
  thumbprint: string
  contact: string[]
  status: 'valid' | 'deactivated'
  createdAt: Instant
}

/** What is recorded; its status follows from it (order.policy.ts). */
export interface Order {
  id: string
  accountId: string
  profile: string
  names: string[]
  /** ARI certID of the predecessor (RFC 9773 §5). */
  replaces: string | undefined
  expiresAt: Instant
  error: ProblemDocument | undefined
  certificateId: string | undefined
}

export type AuthorizationStatus = 'pending' | 'valid' | 'invalid' | 'deactivated'

export interface Authorization {
  id: string
  orderId: string
  accountId: string
  /** Without the `*.` of a wildcard (RFC 8555 §7.1.4). */
  name: string
  wildcard: boolean
  status: AuthorizationStatus
  expiresAt: Instant
}

export type ChallengeType = 'dns-01' | 'http-01'

export interface Challenge {
  id: string
  authorizationId: string
  type: ChallengeType
  token: string
  status: 'pending' | 'processing' | 'valid' | 'invalid'
  validatedAt: Instant | undefined
  error: ProblemDocument | undefined
}

export interface Issued {
  id: string
  accountId: string
  orderId: string
  names: string[]
  /** Hex of the DER integer value, a leading 00 kept. */
  serial: string
  ariId: string
  /** PEM, leaf first. */
  chain: string
  notBefore: Instant
  notAfter: Instant
  revokedAt: Instant | undefined
  revocationReason: number | undefined
  suggested: SuggestedWindow | undefined
}

export interface SuggestedWindow {
  start: Instant
  end: Instant
  explanationUrl?: string | undefined
}

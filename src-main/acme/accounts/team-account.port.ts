import type { AcmeReply, AcmeRequest } from '@mylzip/shared/cloud-api/acme-accounts.ts'

export interface KnownTeamAccount {
  url: string
  /** SHA-256 of its public key (RFC 7638), base64url. */
  thumbprint: string
}

/**
 * The way to an account that a whole team has at an authority. Its key lies elsewhere, with whoever asks there in this device's
 * name; what may be asked is listed, and nothing is signed as it comes.
 */
export interface TeamAccountGateway {
  /** Refuses with TEAM_ACCOUNT_MISSING. */
  find(directoryUrl: string): Promise<KnownTeamAccount>
  ask(directoryUrl: string, request: AcmeRequest): Promise<AcmeReply>
}

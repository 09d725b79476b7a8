import type { TsigAlgorithm } from '../domain/dns-update-server.policy.ts'

/** What a server and whoever may change its zones share (RFC 8945). */
export interface TsigKey {
  /** Canonical. */
  name: string
  algorithm: TsigAlgorithm
  secret: Uint8Array
}

/** Ways of proving (RFC 8555 §8, RFC 8737, draft-ietf-acme-dns-persist). */
export type ChallengeType = 'dns-01' | 'http-01' | 'tls-alpn-01' | 'dns-persist-01'

/** What is to be proven (RFC 8555 §9.7.7, RFC 8738). */
export interface Identifier {
  type: 'dns' | 'ip'
  /** Without a wildcard's `*.`. */
  name: string
  /** Whether the certificate is to hold `*.<name>`. */
  wildcard: boolean
}

/** What the CA wants to see, for one authorization (RFC 8555 §8). */
export interface ChallengeTask extends Identifier {
  /** Characters of base64url; empty for dns-persist-01, which has none. */
  token: string
  /** token + '.' + thumbprint of the account's key (RFC 8555 §8.1). */
  keyAuthorization: string
  /** The account's URL at the CA, which dns-persist-01 names in the record. */
  accountUrl: string
  /** The names that the CA goes by in a dns-persist-01 record: any one of them will do. */
  issuers: readonly string[]
}

/** One way of proving a name. When `publish` has answered, the CA may look at once. */
export interface ChallengeSolver {
  readonly type: ChallengeType
  /** Left out: it can do so for all that challenges of its type can prove. */
  proves?(identifier: Identifier): boolean
  /** Refuses before anything is ordered what `publish` would refuse, as far as it is known by then. Left out: nothing is. */
  ready?(name: string): Promise<void>
  /** Publishing the same twice is harmless. Others' answers at the same place stay (a wildcard and its parent share one). */
  publish(task: ChallengeTask): Promise<void>
  /** Takes away what was published. Harmless when nothing is there; a failure here never fails an order. */
  remove(task: ChallengeTask): Promise<void>
}

/** One, or several of which each identifier is proven by the first that can and that the CA offers. */
export type Solvers = ChallengeSolver | readonly ChallengeSolver[]

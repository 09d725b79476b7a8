/** What the CA wants to see, for one authorization (RFC 8555 §8). */
export interface ChallengeTask {
  /** The identifier, without a wildcard's `*.`. */
  name: string
  token: string
  /** token + '.' + thumbprint of the account's key (RFC 8555 §8.1). */
  keyAuthorization: string
}

/** One way of proving a name. When `publish` has answered, the CA may look at once. */
export interface ChallengeSolver {
  readonly type: 'dns-01' | 'http-01'
  /** Publishing the same twice is harmless. Others' answers at the same place stay (a wildcard and its parent share one). */
  publish(task: ChallengeTask): Promise<void>
  /** Takes away what was published. Harmless when nothing is there; a failure here never fails an order. */
  remove(task: ChallengeTask): Promise<void>
}

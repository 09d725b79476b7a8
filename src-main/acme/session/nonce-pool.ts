/** Unused anti-replay nonces (RFC 8555 §6.5), so that a request need not fetch one first. */
export interface NoncePool {
  put(nonce: string): void
  /** The newest, because a CA forgets the oldest first. */
  take(): string | undefined
  /** Up to so many, without taking them. */
  newest(count: number): string[]
}

const most = 16

export function createNoncePool(first: readonly string[] = []): NoncePool {
  let nonces = [...first]
  return {
    put(nonce) {
      nonces = [...nonces, nonce].slice(-most)
    },
    take: () => nonces.pop(),
    newest: (count) => nonces.slice(-count),
  }
}

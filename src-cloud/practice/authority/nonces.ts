import { randomToken } from './random-token.ts'

/** A client that hoards nonces must not make the CA grow for ever; the oldest lapse first. */
const mostOutstanding = 5_000

export type Nonces = ReturnType<typeof createNonces>

/** Replay nonces (RFC 8555 §6.5): each can be spent once. They end with the process; clients answer badNonce by asking again. */
export function createNonces() {
  const outstanding = new Set<string>()
  return {
    issue(): string {
      const nonce = randomToken()
      outstanding.add(nonce)
      if (outstanding.size > mostOutstanding) {
        const [oldest] = outstanding
        if (oldest) outstanding.delete(oldest)
      }
      return nonce
    },
    /** True for the first one to come with it. */
    spend: (nonce: string): boolean => outstanding.delete(nonce),
  }
}

import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { LocalTokens } from '@mylzip/shared/operations/tokens.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'
import { noTokens, sampleToken } from './sample-token.ts'
import { sampleNow } from './samples.ts'

export interface TokenScript {
  /** Those there are; none unless told. */
  tokens?: LocalTokens
  /** What making one is refused with. */
  refuseToken?: Refusal
}

/** Tokens in a test's memory. */
export function scriptTokens({ tokens = noTokens, refuseToken }: TokenScript, asked: string[]): AgentServices['tokens'] {
  let { api, tokens: all } = tokens
  const listens = () => ({ ...api, address: `http://127.0.0.1:${api.port}/api` })
  return {
    list: async () => ({ api, tokens: all }),
    async create({ label, level, days, until }) {
      asked.push(`token ${label} ${level} ${days ?? until}`)
      if (refuseToken !== undefined) throw refuseToken
      const expiresAt = until ?? toTimestamp(sampleNow + (days ?? 90) * day)
      const token = sampleToken({ id: '7c2f4b1e-3d5a-4f6b-8c9d-0a1b2c3d4e99', label, level, expiresAt, lastUsedAt: null })
      all = [token, ...all]
      api = listens()
      return { token, secret: `mylzip_local_q7Rk${'x'.repeat(39)}` }
    },
    async revoke(tokenId) {
      asked.push(`revoke ${tokenId}`)
      const found = all.find(({ id }) => id === tokenId)
      if (!found) throw new Refusal('LOCAL_TOKEN_NOT_FOUND', { token: tokenId })
      const revoked = { ...found, state: 'revoked' as const, revokedAt: toTimestamp(sampleNow) }
      all = all.map((each) => (each.id === tokenId ? revoked : each))
      return revoked
    },
    async choosePort(port) {
      asked.push(`port ${port}`)
      api = { ...listens(), port, address: `http://127.0.0.1:${port}/api`, problem: null }
      return api
    },
  }
}

import { day, hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { LocalToken, LocalTokens } from '@mylzip/shared/operations/tokens.ts'
import { sampleNow } from './samples.ts'

export function sampleToken(change: Partial<LocalToken> = {}): LocalToken {
  return {
    id: '7c2f4b1e-3d5a-4f6b-8c9d-0a1b2c3d4e01',
    label: 'Monitoring',
    shown: 'mylzip_local_q7Rk',
    level: 'read',
    state: 'good',
    createdAt: toTimestamp(sampleNow - 20 * day),
    expiresAt: toTimestamp(sampleNow + 70 * day),
    revokedAt: null,
    lastUsedAt: toTimestamp(sampleNow - 3 * hour),
    ...change,
  }
}

export const noTokens: LocalTokens = { api: { port: 18_460, address: null, problem: null }, tokens: [] }

import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, fromTimestamp, type Instant, timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { LocalToken, NewLocalToken } from '@mylzip/shared/operations/tokens.ts'
import type { TokenRow } from './token.repository.ts'

const usualDays = 90
const longest = 365 * day
/** How long one that has ended is still shown, and one that was revoked still known, so that its program is told what became of it. */
export const rememberedFor = 30 * day

/** When it ends. Refuses with LOCAL_TOKEN_END_INVALID. */
export function endOf({ days, until }: Pick<NewLocalToken, 'days' | 'until'>, now: Instant): Instant {
  const end = until === undefined ? now + (days ?? usualDays) * day : fromTimestamp(until)
  const isSaidTwice = days !== undefined && until !== undefined
  if (isSaidTwice || !(end > now) || end > now + longest) throw new Refusal('LOCAL_TOKEN_END_INVALID')
  return end
}

export function stateOf({ expires_at, revoked_at }: Pick<TokenRow, 'expires_at' | 'revoked_at'>, now: Instant): LocalToken['state'] {
  if (revoked_at !== null) return 'revoked'
  return expires_at > now ? 'good' : 'expired'
}

/** When it ended, or will. */
export function endedAt({ expires_at, revoked_at }: Pick<TokenRow, 'expires_at' | 'revoked_at'>): Instant {
  return Math.min(revoked_at ?? expires_at, expires_at)
}

/**
 * Whether its program is to be told what became of it. Only one that was revoked is done with for good: one that has ended is good
 * again once a clock that ran ahead is put right.
 */
export function isToBeKnown({ revoked_at }: Pick<TokenRow, 'revoked_at'>, now: Instant): boolean {
  return revoked_at === null || revoked_at >= now - rememberedFor
}

/** Why it lets nobody in; undefined while it does. */
export function whyEnded(token: Pick<TokenRow, 'label' | 'expires_at' | 'revoked_at'>, now: Instant): Refusal | undefined {
  const state = stateOf(token, now)
  if (state === 'good') return undefined
  const code = state === 'revoked' ? 'LOCAL_TOKEN_REVOKED' : 'LOCAL_TOKEN_EXPIRED'
  return new Refusal(code, { label: token.label, endedAt: toTimestamp(endedAt(token)) })
}

export function tokenView(row: TokenRow, now: Instant): LocalToken {
  const { id, label, shown, level, created_at, expires_at, revoked_at, last_used_at } = row
  const dates = { createdAt: toTimestamp(created_at), expiresAt: toTimestamp(expires_at) }
  const moments = { revokedAt: timestampOrNull(revoked_at), lastUsedAt: timestampOrNull(last_used_at) }
  return { id, label, shown, level, state: stateOf(row, now), ...dates, ...moments }
}

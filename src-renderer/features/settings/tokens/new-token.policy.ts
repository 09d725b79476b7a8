import { day, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { NewLocalToken, TokenLevel } from '@mylzip/shared/operations/tokens.ts'

export const lengths = ['30', '90', '365', 'day'] as const
export type Length = (typeof lengths)[number]

export interface TokenDraft {
  label: string
  level: TokenLevel
  lasts: Length
  /** Of the person's calendar, as `2027-01-31`; counts where it lasts until a day. */
  until: string
}

export const firstDraft: TokenDraft = { label: '', level: 'read', lasts: '90', until: '' }

/** What is to be put right before it is asked for. */
export function problemOf(draft: TokenDraft, now: Instant): 'label' | 'day' | undefined {
  if (draft.label.trim() === '') return 'label'
  if (draft.lasts !== 'day') return undefined
  const end = endOf(draft.until)
  return end > now && end <= now + 365 * day ? undefined : 'day'
}

export function wantedOf({ label, level, lasts, until }: TokenDraft): NewLocalToken {
  return { label: label.trim(), level, ...(lasts === 'day' ? { until: toTimestamp(endOf(until)) } : { days: Number(lasts) }) }
}

/** Where that day ends here; NaN for what is no day. */
function endOf(until: string): Instant {
  return new Date(`${until}T23:59:59`).getTime()
}

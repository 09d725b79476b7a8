import { day, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { z } from 'zod'
import type { RenewalWindow } from './authority.port.ts'
import type { RenewalInfo } from './session/resources.ts'
import { webAddress } from './web-address.policy.ts'

/** RFC 9773 §4.2: a window that ends before it begins counts as none. */
export function renewalWindowOf(info: z.infer<typeof RenewalInfo>, now: Instant, askAgainInMs: number): RenewalWindow | undefined {
  const start = Date.parse(info.suggestedWindow.start)
  const end = Date.parse(info.suggestedWindow.end)
  if (!(end > start)) return undefined
  // §4.3.2: a CA that says nothing sensible must neither be asked all the time nor never again.
  const askAgainAt = now + Math.min(Math.max(askAgainInMs, minute), day)
  return {
    start,
    end,
    explanationUrl: webAddress(info.explanationURL),
    askAgainAt,
  }
}

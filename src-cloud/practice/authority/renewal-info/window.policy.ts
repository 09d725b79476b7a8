import { day, hour, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Issued, SuggestedWindow } from '../model.ts'

const shortLife = 10 * day

/**
 * When this CA would like the certificate renewed: about two thirds through its life (half when it lives under ten
 * days), over a window of two hundredths of it, as Let's Encrypt does. A revoked one should have been renewed already.
 */
export function suggestWindow(it: Pick<Issued, 'notBefore' | 'notAfter' | 'revokedAt' | 'suggested'>, now: Instant): SuggestedWindow {
  if (it.revokedAt !== undefined) return { start: now - 2 * hour, end: now - hour }
  if (it.suggested) return it.suggested
  const lifetime = it.notAfter - it.notBefore
  const ideal = it.notAfter - lifetime / (lifetime < shortLife ? 2 : 3)
  return { start: ideal - lifetime / 100, end: ideal + lifetime / 100 }
}

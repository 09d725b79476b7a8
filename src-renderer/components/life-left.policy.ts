import { fromTimestamp, type Instant } from '@mylzip/shared/domain/time.ts'
import type { CertificateVersion } from '@mylzip/shared/operations/values.ts'

/** What share of a certificate's life is left, from 1 (issued now) to 0 (ended). One that makes no sense has none left. */
export function lifeLeft({ notBefore, notAfter }: Pick<CertificateVersion, 'notBefore' | 'notAfter'>, now: Instant): number {
  const end = fromTimestamp(notAfter)
  const share = (end - now) / (end - fromTimestamp(notBefore))
  return Number.isFinite(share) && end > now ? Math.min(1, share) : 0
}

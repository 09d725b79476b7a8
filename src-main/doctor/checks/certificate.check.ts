import { second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'
import { type CertificateSight, judgeCertificate } from '../certificate.policy.ts'
import type { Check } from '../check.port.ts'
import { titled } from '../verdict.policy.ts'

/** How one certificate stands. */
export function checkCertificate(certificateId: string, sight: CertificateSight, clock: Clock): Check {
  return {
    id: `certificate:${certificateId}`,
    kind: 'certificate',
    group: 'certificates',
    ...titled('check.certificate', { name: sight.name }),
    patience: 5 * second,
    certificateId,
    look: async () => judgeCertificate(sight, clock.now()),
  }
}

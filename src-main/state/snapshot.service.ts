import type { About, Device, RenewalsPause, Snapshot } from '@mylzip/shared/operations/values.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { CertificateService } from '../certificates/certificate.service.ts'
import type { RunReader } from '../certificates/run-reader.ts'

/** Enough for the first screen; the rest is asked for page by page. */
const activitiesShown = 20

interface Needs {
  about: About
  device(): Promise<Device | null>
  certificates: CertificateService
  pause(): Promise<RenewalsPause | null>
  runs: RunReader
  audit: Pick<AuditService, 'list'>
}

/** Everything a screen needs to begin with. */
export function createSnapshots({ about, device, certificates, pause, runs, audit }: Needs): () => Promise<Snapshot> {
  return async () => {
    const [deviceNow, certificateList, pauseNow, recentRuns, activity] = await Promise.all([
      device(),
      certificates.list(),
      pause(),
      runs.recent(),
      audit.list({ limit: activitiesShown }),
    ])
    return { about, device: deviceNow, certificates: certificateList, pause: pauseNow, runs: recentRuns, activity: activity.entries }
  }
}

import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { CertificateService } from '../certificates/certificate.service.ts'
import type { RunReader } from '../certificates/run-reader.ts'
import type { Standstills } from '../certificates/standstills.ts'
import type { Announcer } from '../state/announcer.ts'
import type { Log } from '../system/log/log.port.ts'

/** Tells whoever watches how a run comes along. Called after each commit. */
export interface RunAnnouncements {
  run(runId: string): Promise<void>
  certificate(certificateId: string): Promise<void>
  /** The work on it does not go on, and that cannot be written down. */
  standsStill(certificateId: string, why: Refusal, runId?: string): Promise<void>
  /** Something was written down, or nothing is to be done any more: told where it stood still. */
  goesOn(certificateId: string): Promise<void>
}

interface Needs {
  announcer: Announcer
  runs: RunReader
  certificates: CertificateService
  standstills: Standstills
  log: Log
}

export function createRunAnnouncements({ announcer, runs, certificates, standstills, log }: Needs): RunAnnouncements {
  const run = async (id: string) => announcer.announce({ type: 'run', run: await runs.get(id) })
  const certificate = async (id: string) => announcer.announce({ type: 'certificate', certificate: await certificates.get(id) })
  return {
    run,
    certificate,
    async standsStill(certificateId, why, runId) {
      standstills.note(certificateId, why)
      if (runId !== undefined) await run(runId)
      await certificate(certificateId)
    },
    async goesOn(certificateId) {
      if (!standstills.end(certificateId)) return
      await certificate(certificateId).catch((error: unknown) => log.warn('that work goes on was not told', { certificateId, error }))
    },
  }
}

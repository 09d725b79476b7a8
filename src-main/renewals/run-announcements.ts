import type { CertificateService } from '../certificates/certificate.service.ts'
import type { RunReader } from '../certificates/run-reader.ts'
import type { Announcer } from '../state/announcer.ts'

/** Tells whoever watches how a run comes along. Called after each commit. */
export interface RunAnnouncements {
  run(runId: string): Promise<void>
  certificate(certificateId: string): Promise<void>
}

export function createRunAnnouncements(announcer: Announcer, runs: RunReader, certificates: CertificateService): RunAnnouncements {
  return {
    run: async (runId) => announcer.announce({ type: 'run', run: await runs.get(runId) }),
    certificate: async (id) => announcer.announce({ type: 'certificate', certificate: await certificates.get(id) }),
  }
}

import { z } from 'zod'
import { operate, read, refuses } from './operation.ts'
import { CertificateId, Run, RunId } from './values.ts'

export const renewals = {
  /** Joins a run that is already going on for the certificate, or starts one. Answers at once. */
  renewNow: operate
    .route({ method: 'POST', path: '/certificates/{certificateId}/renewals' })
    .input(z.object({ certificateId: CertificateId }))
    .output(z.object({ runId: RunId, joined: z.boolean() }))
    .errors(refuses('CERTIFICATE_NOT_FOUND')),
  get: read
    .route({ method: 'GET', path: '/renewals/{runId}' })
    .input(z.object({ runId: RunId }))
    .output(Run)
    .errors(refuses('RUN_NOT_FOUND')),
}

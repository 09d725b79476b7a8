import { z } from 'zod'
import { operate, read, refuses } from './operation.ts'
import { CertificateId, RenewalsPause, Run, RunId } from './values.ts'

/** An hour where nothing is said, a day at most: what is paused is forgotten. */
export const PauseInput = z.object({ minutes: z.int().min(1).max(1_440).default(60) })

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
  /**
   * Renewals that nobody asks for wait from now on: not those of a certificate that can serve no more or of whose life a
   * twentieth is left. What goes on is not broken off. In place of a pause that holds already.
   */
  pause: operate.route({ method: 'POST', path: '/renewals/pause' }).input(PauseInput).output(RenewalsPause),
  /** Ends the pause before its time; does no harm where there is none. */
  resume: operate.route({ method: 'POST', path: '/renewals/resume' }).output(z.object({ pause: z.null() })),
}

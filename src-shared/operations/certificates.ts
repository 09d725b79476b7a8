import { z } from 'zod'
import { read, refuses } from './operation.ts'
import { Certificate, CertificateId } from './values.ts'

export const certificates = {
  list: read.route({ method: 'GET', path: '/certificates' }).output(z.array(Certificate)),
  get: read
    .route({ method: 'GET', path: '/certificates/{certificateId}' })
    .input(z.object({ certificateId: CertificateId }))
    .output(Certificate)
    .errors(refuses('CERTIFICATE_NOT_FOUND')),
}

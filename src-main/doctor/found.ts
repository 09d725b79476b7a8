import type { Finding } from '@mylzip/shared/operations/doctor.ts'

/** What is known of a finding besides: the kind of its check, and the certificate or the hosts it is about. */
export type Found = Omit<Finding, 'holdsUp'> & {
  kind: string
  certificateId?: string | undefined
  about?: readonly string[] | undefined
}

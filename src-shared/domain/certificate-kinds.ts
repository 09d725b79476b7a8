import { z } from 'zod'

/** How a certificate came under management: for the device's own name, by an order, or taken over from another client. */
export const CertificateKind = z.enum(['device', 'ordered', 'adopted'])
export type CertificateKind = z.infer<typeof CertificateKind>

import { z } from 'zod'

/**
 * Why a certificate is revoked: the reasons of RFC 5280 §5.3.1 that whoever holds it may give, by their names there.
 * The others are the authority's own (its key's compromise, a hold), and no authority takes them from a subscriber.
 */
export const RevocationReason = z.enum([
  'unspecified',
  'keyCompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
])
export type RevocationReason = z.infer<typeof RevocationReason>

/** The CRLReason that goes over the wire (RFC 8555 §7.6). */
export const revocationReasonCodes: Readonly<Record<RevocationReason, number>> = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  privilegeWithdrawn: 9,
}

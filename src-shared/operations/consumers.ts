import { z } from 'zod'
import { deployTargets } from '../domain/deploy-targets.ts'
import { refusalCodes } from '../domain/refusals.ts'
import { RevocationReason } from '../domain/revocation-reasons.ts'
import { examine, read, refuses } from './operation.ts'
import { CertificateId, RefusalFacts, Saying, Timestamp } from './values.ts'

/** SHA-1 over the DER, hexadecimal, as Windows knows a certificate. */
const Thumbprint = z.string().regex(/^[0-9A-Fa-f]{40}$/, 'must be 40 hexadecimal digits')

/**
 * What the certificate is to this agent: the version in use; one before it; one that a run is just putting in its place; one of a
 * certificate that is managed no longer; one that is not ours; one that is in no store any more, whosever it was.
 */
export const UseStanding = z.enum(['current', 'older', 'newer', 'forgotten', 'foreign', 'missing'])
export type UseStanding = z.infer<typeof UseStanding>

/**
 * What becomes of it by itself: `followed`: it is told of each new certificate; `left-behind`: nobody tells it, and its certificate
 * is still good; `ends-soon`: the same, within a week; `broken`: it cannot read its certificate any more.
 */
export const UseOutlook = z.enum(['followed', 'left-behind', 'ends-soon', 'ended', 'broken', 'unknown'])
export type UseOutlook = z.infer<typeof UseOutlook>

/** One program, and the certificate that its configuration names. */
export const CertificateUse = z.object({
  program: z.object({
    kind: z.enum(deployTargets),
    /** Which one of its kind, as its own tools write it. */
    place: z.string(),
    /** What a person calls it. */
    label: z.string(),
  }),
  thumbprint: z.string(),
  /** Where it is to be seen; null where its configuration does not say. */
  address: z.string().nullable(),
  /** Ours; null for any other. */
  certificate: z.object({ id: CertificateId, name: z.string(), version: z.int().positive() }).nullable(),
  /** As the certificate has it; null where it cannot be read. */
  subject: z.string().nullable(),
  notAfter: Timestamp.nullable(),
  standing: UseStanding,
  outlook: UseOutlook,
  /** The target by which it is told of new certificates; null: nobody tells it. */
  target: z.object({ id: z.string(), label: z.string() }).nullable(),
  sentence: z.string(),
  sentenceSaid: Saying.optional(),
  /** Null where there is nothing to do. */
  nextStep: z.string().nullable(),
  nextStepSaid: Saying.optional(),
})
export type CertificateUse = z.infer<typeof CertificateUse>

/** What could not be looked at: what it would have told is not in the answer. */
export const Unread = z.object({
  what: z.string(),
  code: z.enum(refusalCodes),
  data: RefusalFacts.optional(),
  sentence: z.string(),
  nextStep: z.string(),
})
export type Unread = z.infer<typeof Unread>

const sight = {
  /** When programs were asked: a few seconds ago at most. */
  at: Timestamp,
  /** The kinds of programs that are looked at on this system: of others nothing is known. */
  lookedAt: z.array(z.enum(deployTargets)),
  unread: z.array(Unread),
}

export const UsedBy = z.object({ ...sight, uses: z.array(CertificateUse) })
export type UsedBy = z.infer<typeof UsedBy>

export const UsedByInput = z.object({
  /** Only the uses of this one, whichever version. */
  certificateId: CertificateId.optional(),
  thumbprint: Thumbprint.optional(),
})
export type UsedByInput = z.infer<typeof UsedByInput>

export const CertificateChange = z.enum(['renew', 'revoke', 'forget', 'remove-from-store'])
export type CertificateChange = z.infer<typeof CertificateChange>

export const PreviewInput = z.object({
  certificateId: CertificateId,
  change: CertificateChange,
  /** Of a revocation: the one in use, unless told. */
  version: z.int().positive().optional(),
  reason: RevocationReason.default('unspecified'),
})
export type PreviewInput = z.infer<typeof PreviewInput>

/**
 * `switches`: it is told to use the next certificate; `stays`: it goes on as it is; `distrusted`: it goes on with what clients refuse;
 * `loses`: it cannot read its certificate any more; `untouched`: the change is not about what it uses.
 */
export const UseEffect = z.enum(['switches', 'stays', 'distrusted', 'loses', 'untouched'])
export type UseEffect = z.infer<typeof UseEffect>

export const EffectOnUse = z.object({
  use: CertificateUse,
  effect: UseEffect,
  sentence: z.string(),
  sentenceSaid: Saying.optional(),
  nextStep: z.string().nullable(),
  nextStepSaid: Saying.optional(),
})
export type EffectOnUse = z.infer<typeof EffectOnUse>

export const ChangePreview = z.object({ ...sight, change: CertificateChange, effects: z.array(EffectOnUse) })
export type ChangePreview = z.infer<typeof ChangePreview>

/** Which programs of this machine use which certificate. */
export const consumers = {
  list: read.route({ method: 'GET', path: '/consumers' }).input(UsedByInput).output(UsedBy).errors(refuses('CERTIFICATE_NOT_FOUND')),
  /** What a change would mean for each program, which are all asked anew. Nothing is changed. */
  preview: examine
    .route({ method: 'POST', path: '/certificates/{certificateId}/previews' })
    .input(PreviewInput)
    .output(ChangePreview)
    .errors(refuses('CERTIFICATE_NOT_FOUND', 'CERTIFICATE_NOT_ISSUED')),
}

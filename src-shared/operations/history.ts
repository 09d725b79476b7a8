import { z } from 'zod'
import { KeyType } from '../domain/key-types.ts'
import { RevocationReason } from '../domain/revocation-reasons.ts'
import { read, refuses } from './operation.ts'
import { CertificateId, CertificateVersion, Timestamp } from './values.ts'

const Version = z.coerce.number().int().positive()

/** One certificate of a chain, as it is written in itself. */
export const ChainLink = z.object({
  /** What a person calls it: its common name, else the first name that it is for. */
  name: z.string(),
  subject: z.string(),
  issuer: z.string(),
  /** Hexadecimal, upper case, as the certificate has it. */
  serial: z.string(),
  notBefore: Timestamp,
  notAfter: Timestamp,
  /** As the field writes it: "RSA 2048", "ECDSA P-256". */
  key: z.string(),
  /** Over the DER, hexadecimal, upper case. */
  sha256: z.string(),
  /** Who had it: the authority handed it over with the certificate, or it is a root that is trusted here. */
  from: z.enum(['authority', 'trusted-here']),
  /** Its signatures lead to a root that is trusted here. Whether it has ended is told by its dates. */
  trusted: z.boolean(),
})
export type ChainLink = z.infer<typeof ChainLink>

export const Chain = z.object({
  version: z.int().positive(),
  /** The certificate itself first, then who issued it, up to the root where that is known. */
  links: z.array(ChainLink).min(1),
  /** Whose root it leads to: this `machine` trusts it, or it was `given` for one authority; null: to none that is trusted here. */
  root: z.enum(['machine', 'given']).nullable(),
})
export type Chain = z.infer<typeof Chain>

/** How it left this program: under a password, or open to whoever has the file. */
export const KeyExport = z.object({ at: Timestamp, format: z.string(), protection: z.enum(['locked', 'open']) })
export type KeyExport = z.infer<typeof KeyExport>

/**
 * What the log says of a private key. A program with the right to read it where it is installed needs none of these ways, so that
 * this says what was done through this program.
 */
export const KeyHistory = z.object({
  /** `brought`: in a file, or from another client; `unknown`: made before the log that there is. */
  origin: z.enum(['made-here', 'made-in-tpm', 'brought', 'elsewhere', 'unknown']),
  since: Timestamp.nullable(),
  /** Each time that it was given out, the oldest first. */
  exports: z.array(KeyExport),
  /** Backups of everything that were made since and may hold it, under their passphrases. */
  backups: z.int().nonnegative(),
})
export type KeyHistory = z.infer<typeof KeyHistory>

export const PastVersion = z.object({
  ...CertificateVersion.shape,
  /** The one that programs are to present. */
  inUse: z.boolean(),
  keyType: KeyType,
  revocationReason: RevocationReason.nullable(),
  key: KeyHistory,
})
export type PastVersion = z.infer<typeof PastVersion>

/** What was issued, who signed it, and where its keys have been. */
export const history = {
  /** All that are kept, the newest first. */
  versions: read
    .route({ method: 'GET', path: '/certificates/{certificateId}/versions' })
    .input(z.object({ certificateId: CertificateId }))
    .output(z.array(PastVersion))
    .errors(refuses('CERTIFICATE_NOT_FOUND')),
  /** Of the version in use, unless told. */
  chain: read
    .route({ method: 'GET', path: '/certificates/{certificateId}/chain' })
    .input(z.object({ certificateId: CertificateId, version: Version.optional() }))
    .output(Chain)
    .errors(refuses('CERTIFICATE_NOT_FOUND', 'CERTIFICATE_NOT_ISSUED')),
}

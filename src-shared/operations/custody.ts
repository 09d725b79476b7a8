import { z } from 'zod'
import { AcmeDirectory } from '../domain/acme-directory.ts'
import { ExportCipher, ExportFormat } from '../domain/export-formats.ts'
import { KeyUse } from '../domain/key-choices.ts'
import { KeyType } from '../domain/key-types.ts'
import { ProofMethod } from '../domain/proof-methods.ts'
import { RevocationReason } from '../domain/revocation-reasons.ts'
import { Authorities } from './certificates.ts'
import { inTpm } from './in-tpm.ts'
import { licensed } from './licensed.ts'
import { administer, refuses } from './operation.ts'
import { Certificate, CertificateId, RunId } from './values.ts'

/** Far above any certificate file; doors take no request much larger. */
const File = z.base64().max(170_000)
const Password = z.string().max(1024)
const Version = z.int().positive()

export const ExportInput = z.object({
  certificateId: CertificateId,
  /** The one in use, unless told. */
  version: Version.optional(),
  format: ExportFormat,
  /** Needed for PFX (it may be empty) and encrypts a PEM key; without meaning for what holds no key. */
  password: Password.optional(),
  /** Has a password made that is used for this file alone, and answered with it. */
  oneTimePassword: z.boolean().optional(),
  /** 3DES unless told: what every Windows imports. */
  cipher: ExportCipher.optional(),
  /** What Windows shows and Java calls the alias; the certificate's name unless told. */
  friendlyName: z.string().max(1000).optional(),
})
export type ExportInput = z.infer<typeof ExportInput>

export const ExportedFile = z.object({
  content: z.base64(),
  fileName: z.string(),
  mediaType: z.string(),
  /** The one that was made for it; null where none was asked for. */
  oneTimePassword: z.string().nullable(),
})
export type ExportedFile = z.infer<typeof ExportedFile>

export const ImportInput = z.object({
  /** The contents of one file or of several that belong together, base64: PFX, PEM, DER, PKCS#7. */
  files: z.array(File).min(1).max(10),
  password: Password.optional(),
  /** Where it is renewed; the agent's usual authority unless told. */
  authorities: Authorities.optional(),
  keyUse: KeyUse.optional(),
  exportable: z.boolean().optional(),
  proof: ProofMethod.optional(),
})
export type ImportInput = z.infer<typeof ImportInput>

export const Imported = z.object({
  certificateId: CertificateId,
  names: z.array(z.string()),
  /** It has ended already: it is kept, and renewed as soon as that can be. */
  expired: z.boolean(),
})
export type Imported = z.infer<typeof Imported>

export const RevokeInput = z.object({
  certificateId: CertificateId,
  version: Version.optional(),
  reason: RevocationReason.default('unspecified'),
  /** The authority to tell, where another one issued it than is recorded: nothing in a certificate names its directory. */
  directory: AcmeDirectory.optional(),
})
export type RevokeInput = z.infer<typeof RevokeInput>

export const Revoked = z.object({
  version: Version,
  /** With what its authority was told. */
  signedBy: z.enum(['account', 'certificate-key']),
  /** The run that replaces it, where it was in use. */
  runId: RunId.nullable(),
})
export type Revoked = z.infer<typeof Revoked>

/** What is left out stays as it is; null takes a choice back. */
export const ConfigureInput = z.object({
  certificateId: CertificateId,
  authorities: Authorities.optional(),
  profile: z.string().min(1).max(64).nullable().optional(),
  keyType: KeyType.optional(),
  keyUse: KeyUse.optional(),
  exportable: z.boolean().optional(),
  proof: ProofMethod.optional(),
  preferredChain: z.string().min(1).max(200).nullable().optional(),
  /** PKCS#10, PEM or base64 of DER; null: keys are made here again. */
  csr: z.string().max(100_000).nullable().optional(),
})
export type ConfigureInput = z.infer<typeof ConfigureInput>

export const ForgetInput = z.object({
  certificateId: CertificateId,
  /** Its name, typed by whoever wants it forgotten. */
  name: z.string().max(253),
  /** Takes it out of the store as well; programs that use it from there lose it. */
  alsoFromStore: z.boolean().default(false),
  /** Whoever asks knows which programs use it, and means it. */
  evenIfUsed: z.boolean().optional(),
})
export type ForgetInput = z.infer<typeof ForgetInput>

export const Forgotten = z.object({
  forgotten: z.literal(true),
  /** Files that somebody laid beside it in the store. They stay there. */
  left: z.array(z.string()),
})
export type Forgotten = z.infer<typeof Forgotten>

const reading = [
  ...(['BUNDLE_UNREADABLE', 'BUNDLE_PASSWORD_NEEDED', 'BUNDLE_PASSWORD_WRONG', 'BUNDLE_CIPHER_UNSUPPORTED'] as const),
  ...(['BUNDLE_NO_KEY', 'BUNDLE_NO_CERTIFICATE', 'BUNDLE_KEY_MISMATCH', 'BUNDLE_NAMELESS', 'KEY_NOT_TAKEN'] as const),
  'BUNDLE_NAME_MALFORMED',
] as const

/** Who has a certificate's private key, and what may be done with it. */
export const custody = {
  /** Hands the certificate out, with its key where the form has one. */
  export: administer
    .route({ method: 'POST', path: '/certificates/{certificateId}/exports' })
    .input(ExportInput)
    .output(ExportedFile)
    .errors(
      refuses(
        ...([
          'CERTIFICATE_NOT_FOUND',
          'CERTIFICATE_NOT_ISSUED',
          'KEY_DESTROYED',
          'KEY_ELSEWHERE',
          'KEY_IN_TPM',
          'KEY_NOT_EXPORTABLE',
        ] as const),
        ...(['EXPORT_PASSWORD_NEEDED', 'EXPORT_PASSWORD_UNFIT', 'SET_BY_ORGANISATION'] as const),
      ),
    ),
  /** Takes a certificate with its key under management, without a new order. */
  importBundle: administer
    .route({ method: 'POST', path: '/imports' })
    .input(ImportInput)
    .output(Imported)
    .errors(
      refuses(
        'CERTIFICATE_EXISTS',
        'KEY_REUSE_IMPOSSIBLE',
        ...inTpm,
        'STORE_FAILED',
        'STORE_PLACE_TAKEN',
        'SET_BY_ORGANISATION',
        ...licensed,
        ...reading,
      ),
    ),
  /** Tells the authority that a version must not be trusted any more, and replaces it where it is in use. */
  revoke: administer
    .route({ method: 'POST', path: '/certificates/{certificateId}/revocations' })
    .input(RevokeInput)
    .output(Revoked)
    .errors(
      refuses(
        ...(['CERTIFICATE_NOT_FOUND', 'CERTIFICATE_NOT_ISSUED', 'CERTIFICATE_REVOKED_ALREADY'] as const),
        ...(['ACME_REVOCATION_REFUSED', 'ACME_REVOCATION_REASON_REFUSED', 'ACME_UNREACHABLE'] as const),
      ),
    ),
  /** Other choices for what is managed already; they hold from the next renewal on. */
  configure: administer
    .route({ method: 'PATCH', path: '/certificates/{certificateId}' })
    .input(ConfigureInput)
    .output(Certificate)
    .errors(
      refuses(
        ...licensed,
        ...inTpm,
        ...([
          'CERTIFICATE_NOT_FOUND',
          'CERTIFICATE_BUSY',
          'DEVICE_CERTIFICATE_KEPT',
          'KEY_REUSE_IMPOSSIBLE',
          'PROFILE_TAKES_FEWER_NAMES',
          'SET_BY_ORGANISATION',
        ] as const),
        ...(['CSR_UNREADABLE', 'CSR_SIGNATURE_WRONG', 'CSR_NAMES_DIFFER', 'CSR_KEY_DIFFERS', 'KEY_NOT_TAKEN', 'KEY_COMPROMISED'] as const),
      ),
    ),
  /** Manages it no longer: its sealed keys are destroyed, the record stays. */
  forget: administer
    .route({ method: 'POST', path: '/certificates/{certificateId}/forgetting' })
    .input(ForgetInput)
    .output(Forgotten)
    .errors(
      refuses(
        'CERTIFICATE_NOT_FOUND',
        'CERTIFICATE_BUSY',
        'DEVICE_CERTIFICATE_KEPT',
        'NAME_NOT_REPEATED',
        'CERTIFICATE_IN_USE',
        'USES_UNREADABLE',
        'STORE_FAILED',
        'STORE_PLACE_TAKEN',
      ),
    ),
}

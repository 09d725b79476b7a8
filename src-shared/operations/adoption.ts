import { z } from 'zod'
import { AcmeDirectory } from '../domain/acme-directory.ts'
import { AdoptionSource } from '../domain/adoption-sources.ts'
import { KeyType } from '../domain/key-types.ts'
import { ProofMethod } from '../domain/proof-methods.ts'
import { refusalCodes } from '../domain/refusals.ts'
import { licensed } from './licensed.ts'
import { administer, inspect, refuses } from './operation.ts'
import { CertificateId, RefusalFacts, Timestamp } from './values.ts'

/** Something that could not be read, or that a person should know: its code, its sentence, what can be done, and the facts of both. */
export const AdoptionProblem = z.object({ code: z.enum(refusalCodes), sentence: z.string(), nextStep: z.string(), data: RefusalFacts })
export type AdoptionProblem = z.infer<typeof AdoptionProblem>

/** The account the other program has at the authority. With it, a renewal can tell the authority what it replaces (RFC 9773 §5). */
export const AdoptableAccount = z.object({
  url: z.string().nullable(),
  contact: z.array(z.string()),
  /** Why its key cannot be had; null: it can be taken over too. */
  obstacle: AdoptionProblem.nullable(),
})
export type AdoptableAccount = z.infer<typeof AdoptableAccount>

/** A certificate that another program keeps. */
export const Adoptable = z.object({
  source: AdoptionSource,
  folder: z.string(),
  id: z.string(),
  label: z.string(),
  /** As the certificate has them; as its program's records do, where the certificate cannot be opened. */
  names: z.array(z.string()),
  issuer: z.string().nullable(),
  thumbprint: z.string().nullable(),
  notBefore: Timestamp.nullable(),
  notAfter: Timestamp.nullable(),
  keyType: KeyType.nullable(),
  files: z.object({ certificate: z.string().nullable(), chain: z.string().nullable(), key: z.string().nullable() }),
  /** Why it cannot be taken over; null: it can. */
  obstacle: AdoptionProblem.nullable(),
  /** The ACME directory it came from, where that is known. */
  directory: z.string().nullable(),
  /** How its names are proven from now on; null: there is no such way here, and `way` says how it was done. */
  proof: ProofMethod.nullable(),
  way: z.string().nullable(),
  account: AdoptableAccount.nullable(),
  /** Who uses it, as its program says. */
  deployHints: z.array(z.string()),
  problems: z.array(AdoptionProblem),
  /** Taken over before. */
  managedAs: CertificateId.nullable(),
})
export type Adoptable = z.infer<typeof Adoptable>

const Place = z.object({ source: AdoptionSource, folder: z.string() })

export const AdoptionFindings = z.object({
  /** Where each program keeps its things on this machine unless told otherwise: what is looked at where no folder is named. */
  usualPlaces: z.array(Place).default([]),
  /** Where something was found. */
  folders: z.array(Place),
  certificates: z.array(Adoptable),
  problems: z.array(AdoptionProblem),
})
export type AdoptionFindings = z.infer<typeof AdoptionFindings>

const Folder = z.string().min(1).max(1000)

/** Which certificate, and what is otherwise chosen for it. */
export const TakeOverInput = z.object({
  source: AdoptionSource,
  folder: Folder,
  /** Further ones that its files may lead to: a key that is kept apart. */
  otherFolders: z.array(Folder).max(32).optional(),
  id: z.string().min(1).max(1000),
  /** Of its file, where the program keeps it sealed. */
  password: z.string().max(1000).optional(),
  /** Where it is renewed; the directory it came from unless told. */
  directory: AcmeDirectory.optional(),
  /** How its names are proven; as before unless told. */
  proof: ProofMethod.optional(),
  /** Whether the account goes with it, where its key can be read and this device has none there yet. */
  takeAccount: z.boolean().optional(),
})
export type TakeOverInput = z.infer<typeof TakeOverInput>

export const TakenOver = z.object({
  certificateId: CertificateId,
  /** It was managed here before, and nothing was done. */
  alreadyManaged: z.boolean(),
  accountTaken: z.boolean(),
  /** What the person should know of the next renewal. */
  notices: z.array(AdoptionProblem),
})
export type TakenOver = z.infer<typeof TakenOver>

export const adoption = {
  /**
   * Looks for certificates of other ACME clients, in their usual places or in these folders, where files of one may lead to another.
   * Changes nothing there.
   */
  scan: inspect
    .route({ method: 'POST', path: '/adoption/scans' })
    .input(z.object({ folders: z.array(Folder).max(32).optional() }))
    .output(AdoptionFindings),
  /** Copies key and certificate, and manages them from now on. Orders nothing: the first order is the next renewal. */
  takeOver: administer
    .route({ method: 'POST', path: '/adoption/certificates' })
    .input(TakeOverInput)
    .output(TakenOver)
    .errors(
      refuses(
        ...licensed,
        'ADOPTION_CERTIFICATE_NOT_FOUND',
        'ADOPTION_CERTIFICATE_ENDED',
        'ADOPTION_FOLDER_UNREADABLE',
        'ADOPTION_FILE_UNREADABLE',
        'ADOPTION_FILE_TOO_LARGE',
        'ADOPTION_FILE_STRANGE',
        'ADOPTION_FILE_OUTSIDE',
        'ADOPTION_TEMPORARY_FOLDER',
        'ADOPTION_KEY_MISSING',
        'ADOPTION_KEY_FOREIGN',
        'ADOPTION_KEY_SEALED',
        'ADOPTION_PASSWORD_WRONG',
        'BUNDLE_NAMELESS',
        'KEY_NOT_TAKEN',
        'CERTIFICATE_EXISTS',
        'STORE_FAILED',
        'STORE_PLACE_TAKEN',
        'DISK_FULL',
      ),
    ),
}

import { z } from 'zod'
import { AcmeDirectory } from '../domain/acme-directory.ts'
import { forDevice, forMember, licensed, refuses } from './call.ts'
import { PageRequest, pageOf } from './page.ts'
import { TeamSlug } from './teams.ts'

const Directory = AcmeDirectory.max(255)
const Moment = z.iso.datetime()
const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/)

export const acmeAccountStates = ['opening', 'valid', 'ended'] as const

/** A team's account at an authority. Its key is in the cloud, sealed, and is never shown. */
export const TeamAcmeAccount = z.object({
  id: z.uuid(),
  directory: z.string(),
  /** `opening`: the authority was asked and its answer is not known; asked for again, it is gone on with. */
  state: z.enum(acmeAccountStates),
  /** Null until the authority has answered. */
  url: z.string().nullable(),
  contact: z.array(z.string()),
  createdAt: Moment,
  endedAt: Moment.nullable(),
})
export type TeamAcmeAccount = z.infer<typeof TeamAcmeAccount>

export const NewAcmeAccount = z.object({
  directory: Directory,
  /** Whom the authority writes to. */
  contact: z.array(z.email().max(254)).max(5).default([]),
  /** That somebody read the terms that the directory names, and agrees for the team. */
  termsAgreed: z.literal(true),
  /** Of an account made with the authority beforehand (RFC 8555 §7.3.4). Used once, and not kept. */
  binding: z.object({ keyId: z.string().trim().min(1).max(500), hmacKey: base64url(500).min(20) }).optional(),
})
export type NewAcmeAccount = z.infer<typeof NewAcmeAccount>

/** In the authority's own words: of an order, an authorization or a certificate. */
const AcmeUrl = z
  .string()
  .max(500)
  .regex(/^https?:\/\/[!-~]+$/)

/**
 * What a device may have asked in the name of its team's account. The cloud writes the request from these parts and signs
 * it; there is nothing that would be signed as it comes.
 */
export const AcmeRequest = z.discriminatedUnion('kind', [
  /** newOrder (RFC 8555 §7.4) */
  z.strictObject({
    kind: z.literal('order'),
    names: z.array(z.string().min(1).max(253)).min(1).max(100),
    profile: z
      .string()
      .max(64)
      .regex(/^[!-~]+$/)
      .optional(),
    /** RFC 9773 §5: of a certificate that this device ordered with this account. */
    replaces: z
      .string()
      .max(200)
      .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
      .optional(),
  }),
  /** POST-as-GET of an order of the device's own, its authorizations, its certificate and that one's other chains. */
  z.strictObject({ kind: z.literal('read'), url: AcmeUrl }),
  /** Tells the authority to look at the answer to a challenge of the device's own order. */
  z.strictObject({ kind: z.literal('challenge'), url: AcmeUrl }),
  /** Hands in the request that the device made with its own key: PKCS#10, DER. */
  z.strictObject({ kind: z.literal('finalize'), url: AcmeUrl, csr: base64url(40_000) }),
  /** Of a certificate that this device ordered with this account: DER. */
  z.strictObject({ kind: z.literal('revoke'), certificate: base64url(40_000), reason: z.int().min(0).max(10) }),
])
export type AcmeRequest = z.infer<typeof AcmeRequest>

/** As the authority gave it, whatever it says. */
export const AcmeReply = z.object({
  status: z.int(),
  headers: z.object({
    location: z.string().optional(),
    link: z.string().optional(),
    'retry-after': z.string().optional(),
    date: z.string().optional(),
  }),
  /** JSON, or the text of anything else. */
  body: z.union([z.string(), z.record(z.string(), z.unknown())]),
})
export type AcmeReply = z.infer<typeof AcmeReply>

const authority = { AUTHORITY_NOT_ASKED_HERE: 422, AUTHORITY_SILENT_TO_CLOUD: 424, AUTHORITY_SAID_NO_TO_CLOUD: 422 } as const

export const acmeAccounts = {
  /**
   * Opens an account for the whole team at an authority, so that its devices need none of their own: authorities let one
   * address open only a few, and the cloud lets each team begin three at one authority at once and one more a day. Waits for
   * the authority.
   */
  open: forMember('admin', 'team:manage', 'fleet')
    .route({ method: 'POST', path: '/teams/{team}/acme-accounts', successStatus: 201 })
    .input(NewAcmeAccount.extend({ team: TeamSlug }))
    .output(TeamAcmeAccount)
    .errors(refuses({ ...authority, TEAM_ACCOUNT_THERE: 409, TOO_MANY_TRIES: 429 })),
  /** The newest first, those that have ended too. */
  list: forMember('read-only', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/acme-accounts' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(TeamAcmeAccount)),
  /** Has the authority end it, and destroys its key: for good. Certificates stay valid until they end. */
  end: forMember('admin', 'team:manage')
    .route({ method: 'DELETE', path: '/teams/{team}/acme-accounts/{accountId}' })
    .input(z.object({ team: TeamSlug, accountId: z.uuid() }))
    .output(TeamAcmeAccount)
    .errors(refuses({ ...authority, TEAM_ACCOUNT_NOT_FOUND: 404 })),
  /** The account that the calling device's team has at an authority, as far as a device needs to know it. */
  find: forDevice
    .route({ method: 'GET', path: '/devices/self/acme-account' })
    .input(z.object({ directory: Directory }))
    .output(
      z.object({
        url: z.string(),
        /** SHA-256 of the account's public key (RFC 7638), base64url: with it the device answers challenges. */
        thumbprint: base64url(43).length(43),
      }),
    )
    .errors(refuses({ TEAM_ACCOUNT_MISSING: 404 })),
  /** Has the authority asked something by the team's account, and answers what it said. */
  ask: forDevice
    .route({ method: 'POST', path: '/devices/self/acme-requests' })
    .input(z.object({ directory: Directory, request: AcmeRequest }))
    .output(AcmeReply)
    .errors(
      refuses({
        ...authority,
        ...licensed,
        TEAM_ACCOUNT_MISSING: 404,
        ACME_ADDRESS_NOT_YOURS: 403,
        NAME_NOT_YOURS: 403,
        CNAME_NOT_TO_THIS_DEVICE: 403,
        CERTIFICATE_NOT_YOURS: 403,
        KEY_OF_ANOTHER_DEVICE: 409,
        CSR_UNREADABLE: 422,
        CSR_SIGNATURE_WRONG: 422,
        CSR_NAMES_DIFFER: 422,
        ORDER_QUEUED: 409,
      }),
    ),
}

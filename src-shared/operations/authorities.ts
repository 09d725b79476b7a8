import { z } from 'zod'
import { AcmeDirectory } from '../domain/acme-directory.ts'
import { isPrintable } from '../domain/plain-names.policy.ts'
import { administer, examine, read, refuses } from './operation.ts'
import { Timestamp } from './values.ts'

const Named = z.object({ directory: AcmeDirectory })

/** Whose account orders at an authority: this device's, or its team's, whose key is in the cloud. */
export const AccountUse = z.enum(['own', 'team'])
export type AccountUse = z.infer<typeof AccountUse>

/** A root that a person trusts for one authority, beside those of the machine. */
export const AuthorityRoot = z.object({
  name: z.string(),
  /** Of the DER, in hexadecimal with colons. */
  sha256: z.string(),
  notAfter: Timestamp,
})
export type AuthorityRoot = z.infer<typeof AuthorityRoot>

/** What is kept here of one authority. */
export const Authority = z.object({
  directory: z.url(),
  label: z.string(),
  /** Where a proof can be tried out; null where none is known. */
  staging: z.url().nullable(),
  /** Its place in the order they are tried in, from 0; null: not one of the person's. */
  position: z.int().nonnegative().nullable(),
  /** As far as is known without asking: it wants an account made with it beforehand. */
  needsBinding: z.boolean(),
  uses: AccountUse,
  /** What it is trusted by that this machine does not know; none for a public one. */
  roots: z.array(AuthorityRoot),
  /** This device's own. */
  account: z.object({
    status: z.enum(['none', 'valid', 'deactivated']),
    url: z.url().nullable(),
    contact: z.array(z.string()),
    /** Of the account made beforehand; its key is never shown. */
    bindingKeyId: z.string().nullable(),
    keyChangePending: z.boolean(),
  }),
})
export type Authority = z.infer<typeof Authority>

/** What the authority says of itself and of the account when it is asked. */
export const AuthorityLook = z.object({
  authority: Authority,
  profiles: z.array(z.object({ name: z.string(), description: z.string() })),
  needsBinding: z.boolean(),
  termsOfService: z.url().nullable(),
  website: z.url().nullable(),
  caaIdentities: z.array(z.string()),
  suggestsRenewals: z.boolean(),
  account: z.object({ status: z.enum(['valid', 'deactivated', 'revoked']), contact: z.array(z.string()) }).nullable(),
  /** This machine's clock minus the authority's. */
  clockDifferenceMs: z.int().nullable(),
})
export type AuthorityLook = z.infer<typeof AuthorityLook>

export const AuthorityChoice = z.object({
  directory: AcmeDirectory,
  label: z.string().trim().min(1).max(80).optional(),
  staging: AcmeDirectory.optional(),
})
export type AuthorityChoice = z.infer<typeof AuthorityChoice>

/** What a CA hands out for an account made with it beforehand (RFC 8555 §7.3.4). */
export const BindingInput = Named.extend({
  keyId: z.string().trim().min(1).max(500).refine(isPrintable, 'it holds line breaks or other control characters'),
  /** As the authority shows it: base64url, with or without padding. */
  hmacKey: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9+/_-]{20,500}={0,2}$/),
})
export type BindingInput = z.infer<typeof BindingInput>

const onTheWay = refuses(
  'ACME_UNREACHABLE',
  'ACME_TLS_UNTRUSTED',
  'ACME_NOT_A_DIRECTORY',
  'ACME_BUSY',
  'ACME_NONCE_REFUSED',
  'ACME_ACCOUNT_REFUSED',
  'ACME_ACCOUNT_FORGOTTEN',
  'ACME_SIGNATURE_REFUSED',
  'ACME_REQUEST_MALFORMED',
  'ACME_PROTOCOL',
)
const account = administer.errors(onTheWay).errors(refuses('ACME_ACCOUNT_DEACTIVATED', 'ACME_ACCOUNT_UNKNOWN', 'SECRET_UNREADABLE'))

export const authorities = {
  /** Those of the person's order, then those an account or a certificate is at. Asks nobody. */
  list: read.route({ method: 'GET', path: '/authorities' }).output(z.array(Authority)),
  /** Asks the authority what it offers, and how the account stands there. */
  look: examine
    .route({ method: 'POST', path: '/authorities/look' })
    .input(Named)
    .output(AuthorityLook)
    .errors({ ...onTheWay, ...refuses('SECRET_UNREADABLE') }),
  /** The authorities that new certificates are ordered at, the first that can issue; in place of the order before. */
  setOrder: administer
    .route({ method: 'PUT', path: '/authorities' })
    .input(z.object({ authorities: z.array(AuthorityChoice).max(8) }))
    .output(z.array(Authority))
    .errors(refuses('SET_BY_ORGANISATION')),
  /** Takes one out of the order. Its account stays, and certificates ordered there stay what they are. */
  remove: administer
    .route({ method: 'POST', path: '/authorities/removal' })
    .input(Named)
    .output(z.array(Authority))
    .errors(refuses('AUTHORITY_NOT_IN_ORDER', 'SET_BY_ORGANISATION')),
  /** Keeps, sealed, what binds the account to one made beforehand. It counts when the account is opened. */
  setBinding: administer.route({ method: 'PUT', path: '/authorities/binding' }).input(BindingInput).output(Authority),
  /** Trusts the authority by its own roots, in place of those given before; nobody else is trusted by them. */
  trust: administer
    .route({ method: 'PUT', path: '/authorities/roots' })
    .input(Named.extend({ roots: z.string().min(1).max(200_000) }))
    .output(Authority)
    .errors(refuses('AUTHORITY_PUBLIC', 'AUTHORITY_ROOT_UNUSABLE')),
  /** Trusts it from then on as the machine does. */
  distrust: administer
    .route({ method: 'POST', path: '/authorities/roots/removal' })
    .input(Named)
    .output(Authority)
    .errors(refuses('AUTHORITY_ROOT_NOT_KEPT')),
  /** Registers the account now; a new one where the one before was deactivated. */
  openAccount: account
    .route({ method: 'POST', path: '/authorities/account' })
    .input(Named)
    .output(Authority)
    .errors(refuses('ACME_EAB_REQUIRED', 'ACME_EAB_REFUSED', 'ACME_CONTACT_REFUSED', 'ACME_CONTACT_UNSUPPORTED', 'ACME_ACTION_REQUIRED')),
  updateContact: account
    .route({ method: 'PUT', path: '/authorities/contact' })
    .input(Named.extend({ contact: z.array(z.email().max(254)).max(5) }))
    .output(Authority)
    .errors(refuses('ACME_CONTACT_REFUSED', 'ACME_CONTACT_UNSUPPORTED')),
  /** RFC 8555 §7.3.5. Whatever happens in the middle, the account can be used afterwards. */
  rollKey: account
    .route({ method: 'POST', path: '/authorities/account-key' })
    .input(Named)
    .output(Authority)
    .errors(refuses('ACME_KEY_CHANGE_REFUSED')),
  /**
   * Whose account orders there from now on. The device's own stays as it is, and revokes what it ordered. Asks the cloud whether
   * the team has one.
   */
  chooseAccount: administer
    .route({ method: 'PUT', path: '/authorities/account-choice' })
    .input(Named.extend({ uses: AccountUse }))
    .output(Authority)
    .errors(refuses('TEAM_ACCOUNT_MISSING', 'SET_BY_ORGANISATION', 'NOT_ENROLLED', 'CLOUD_UNREACHABLE', 'CLOUD_REFUSED')),
  /** For good (RFC 8555 §7.3.6). Certificates stay valid until they end. */
  deactivate: account.route({ method: 'POST', path: '/authorities/deactivation' }).input(Named).output(Authority),
}

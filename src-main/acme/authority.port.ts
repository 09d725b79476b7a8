import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { RevocationReason } from '@mylzip/shared/domain/revocation-reasons.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Solvers } from '../challenges/challenge.port.ts'

export interface OrderRequest {
  /** Lower case, ASCII; the first is the one the certificate is known by. */
  names: string[]
  /**
   * Refused with ACME_PROFILE_UNKNOWN when the directory does not list it. Undefined: the CA's usual one, or the one that
   * addresses need where the directory offers it.
   */
  profile: string | undefined
  /**
   * ARI certID of the certificate this one replaces (RFC 9773 §5). A hint: when the CA has no ARI or will not take
   * it (alreadyReplaced, another account's certificate), the order is made without.
   */
  replaces: string | undefined
  /** Where it is there, a profile that the directory does not list is left out instead of refused, and this is told. */
  onProfileLeftOut?(profile: string): void
  /** Told when the CA says that it was replaced before: somebody has a newer certificate, and it is not in this database. */
  onReplacedBefore?(): void
  /** Told when the order was made without saying what it replaces: the CA counts it like any other. */
  onPlainOrder?(): void
}

/** What a CA hands out for an account made with it beforehand (RFC 8555 §7.3.4). */
export interface ExternalAccountBinding {
  kid: string
  /** base64url, as CAs hand it out. */
  hmacKey: string
}

/** What a CA's directory says of itself (RFC 8555 §7.1.1). */
export interface DirectoryOffers {
  profiles: { name: string; description: string }[]
  /** An account has to be made with the CA beforehand: external account binding. */
  needsBinding: boolean
  termsOfService: string | undefined
  website: string | undefined
  /** What a CAA record has to name. */
  caaIdentities: string[]
  /** ARI, RFC 9773. */
  suggestsRenewals: boolean
  changesKeys: boolean
  revokes: boolean
}

export interface AccountFacts {
  url: string
  status: 'valid' | 'deactivated' | 'revoked'
  contact: string[]
}

/** What a person does with the device's own account at one CA, whichever account orders. */
export interface AuthorityAccount {
  /** Registers it, unless it is. */
  register(): Promise<void>
  /** As the CA has it; undefined, without a request, while it is not registered. */
  look(): Promise<AccountFacts | undefined>
  /** RFC 8555 §7.3.2; `mailto:` addresses. Kept for the registration when there was none yet. ACME_CONTACT_REFUSED. */
  updateContact(contact: string[]): Promise<void>
  /** RFC 8555 §7.3.5. Whatever happens in the middle, the account can be used afterwards. ACME_KEY_CHANGE_REFUSED. */
  rollKey(): Promise<void>
  /** RFC 8555 §7.3.6: for good. From then on all calls refuse with ACME_ACCOUNT_DEACTIVATED. */
  deactivate(): Promise<void>
}

/** How this machine's clock differs from a CA's. */
export interface ClockDifference {
  /** Ours minus theirs, in milliseconds: positive where ours is ahead. To the second, and with the way of one answer in it. */
  differenceMs: number
  measuredAt: Instant
}

export interface RevocationRequest {
  /** The leaf, PEM; a chain's first certificate counts. */
  certificatePem: string
  reason: RevocationReason
  /**
   * `account`: the one it was ordered with, or one that has proven all its names. Else the certificate's own key, which works
   * at its CA without any account.
   */
  signedBy: 'account' | CertificateKey
}

/** A key that signs where it lies, as JWS has it (RFC 7518 §3.3, §3.4). */
export interface HeldKey {
  /** SubjectPublicKeyInfo, DER. */
  publicKey: Uint8Array
  sign(data: Uint8Array): Promise<Uint8Array>
}

/** PKCS#8 PEM; or a key that signs where it lies, as JWS has it (RFC 7518 §3.3, §3.4). */
export type CertificateKey = { privateKeyPem: string } | Pick<HeldKey, 'sign'>

export interface RenewalWindow {
  start: Instant
  end: Instant
  explanationUrl: string | undefined
  /** When the CA wants to be asked again (Retry-After): between a minute and a day from now. */
  askAgainAt: Instant
}

/**
 * An account at one CA, made once per directory and kept: it carries the directory, nonces and connections from one
 * run to the next. All calls refuse with ACME_* codes. Where the CA named a time to wait for, the refusal's data has
 * it as `retryAt` (Instant); trying earlier is pointless.
 */
export interface CertificateAuthority {
  /** Registers the account when it is not known yet; otherwise costs no request. */
  prepareAccount(): Promise<void>
  /** Whether preparing it would open an account, which authorities let one address do only so often. */
  needsAccount(): Promise<boolean>
  /** Who orders, and what this authority answers to in CAA records. Costs no request once the account is prepared. */
  orderingAccount(): Promise<{ directoryUrl: string; url: string; caaIdentities: string[] }>
  /**
   * An order for these names that lies unfinished in the account, where the authority lists them: one whose URL could not be
   * written down any more. `givenUp`: URLs of orders that are not to be gone on with.
   */
  openOrder(request: OrderRequest, givenUp?: ReadonlySet<string>): Promise<string | undefined>
  /** newOrder; answers the order's URL, to be recorded before anything else happens. */
  order(request: OrderRequest): Promise<string>
  /**
   * Brings every pending authorization of the order to `valid`. Publishes, tells the CA, waits (honouring
   * Retry-After), and takes the answers away again. An order that is already past this costs one request at most.
   * ACME_ORDER_LOST when the CA forgot the order: make another. ACME_VALIDATION_*, ACME_CAA_FORBIDS and
   * ACME_NAME_* end the order for good as well. `names`, as they were ordered: nothing else is proven, whatever the CA
   * makes of the order.
   */
  authorize(orderUrl: string, solvers: Solvers, names?: readonly string[]): Promise<void>
  /**
   * finalize with the CSR (DER) when the order is ready, wait, download. PEM chain, leaf first, one PEM each. An order
   * that is already processing or valid is only waited for and downloaded. The leaf has the CSR's key, else
   * ACME_ORDER_LOST, and the order's names, else ACME_PROTOCOL.
   * `preferredChain`: the common name of a root or issuer; where the CA offers no chain that leads there, its usual one is
   * taken. Refuses with CLOCK_DIFFERS while this machine’s clock makes the certificate seem not to be valid. `names`, as they
   * were ordered: a certificate for fewer is none, whatever the CA makes of the order meanwhile.
   */
  finalize(orderUrl: string, csr: Uint8Array, preferredChain?: string, names?: readonly string[]): Promise<string[]>
  /**
   * The chain of an order that was handed in before with this CSR (DER), waited for where the CA is still making it; undefined
   * where it was not handed in, or came to nothing. Hands nothing in.
   */
  finished(orderUrl: string, csr: Uint8Array): Promise<string[] | undefined>
  /** ARI (RFC 9773); undefined where the CA has none, does not know the certificate, or its window makes no sense. */
  renewalWindow(certificateId: string): Promise<RenewalWindow | undefined>
  /**
   * RFC 8555 §7.6. One that is revoked already is a success. Refuses with ACME_REVOCATION_REFUSED when the CA does not
   * take the signer's word, the reason, or the certificate as its own.
   */
  revoke(request: RevocationRequest): Promise<void>
  /** The directory as it is now, or was a moment ago. */
  offers(): Promise<DirectoryOffers>
  account: AuthorityAccount
  /** As the last answer's Date showed it; undefined before the first answer. */
  clockDifference(): ClockDifference | undefined
  /** HTTP requests since this object was made, retried ones included. */
  requests(): number
}

/** The agent's accounts, one per directory. The key is sealed on disk before the CA hears of it. */
export interface CertificateAuthorities {
  /** The same object for the same directory. Asks the CA nothing yet; refuses with SECRET_UNREADABLE. */
  at(directoryUrl: string): Promise<CertificateAuthority>
  /** After what is stored of the account was changed by others: the next `at` reads it anew. */
  forget(directoryUrl: string): void
}

/** What a certificate says of itself, as readIssuedCertificate (issued-certificate.ts) finds it. */
export interface IssuedFacts {
  /** Hexadecimal, upper case, without the sign byte. */
  serial: string
  /** SHA-1 over the DER, hexadecimal, upper case. */
  thumbprint: string
  /** Short enough for a line: the issuer's common name, with its organization when there is one. */
  issuer: string
  notBefore: Instant
  notAfter: Instant
  /** The SAN's DNS names and IP addresses, in the certificate's order. */
  names: string[]
  /** base64url(AKI) + '.' + base64url(serial), RFC 9773 §4.1; undefined when the certificate has no AKI. */
  ariId: string | undefined
}

/** Making keys and requests for them. The key leaves only as PKCS#8 PEM for sealing and for the store. */
export interface Keys {
  generate(type: KeyType): Promise<string>
  /** PKCS#10, DER. The SAN holds all names; the CN is the first DNS name that fits its 64 characters, if any. */
  csr(privateKeyPem: string, names: string[]): Promise<Uint8Array>
  /** The same, signed by a key that stays where it lies. */
  csrBy(key: HeldKey, names: string[]): Promise<Uint8Array>
}

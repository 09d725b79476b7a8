import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'

/** What a refusal means for the order it ended in, and for other orders. */
export interface Meaning {
  /**
   * What it speaks of. `proof`: of names that could not be proven; `names`: of names that are not issued for; `request`: of the
   * CSR and its key; `order`: of this one order; `authority`: of the authority, the account there or the way to it, and so of
   * every order there.
   */
  about: 'proof' | 'names' | 'request' | 'order' | 'authority'
  /** `closed`: the authority has ended it, and would only say so again. `stuck`: it will never be finished from here. */
  order?: 'closed' | 'stuck'
  /** Another authority may see it otherwise: it has rules and limits of its own. */
  elsewhere?: true
}

const failedProof: Meaning = { about: 'proof', order: 'closed' }
const refusedName: Meaning = { about: 'names', order: 'closed', elsewhere: true }
const refusedRequest: Meaning = { about: 'request', order: 'closed' }
const oneOrder: Meaning = { about: 'order', elsewhere: true }
const theAuthority: Meaning = { about: 'authority', elsewhere: true }

/** The one place that says so, for each code that an order can fail with and that has a meaning beyond its own try. */
const meanings: Partial<Record<RefusalCode, Meaning>> = {
  ACME_VALIDATION_FAILED: failedProof,
  ACME_VALIDATION_DNS: failedProof,
  ACME_VALIDATION_CONNECTION: failedProof,
  ACME_VALIDATION_TLS: failedProof,
  ACME_VALIDATION_WRONG_ANSWER: failedProof,
  ACME_VALIDATION_UNAUTHORIZED: failedProof,

  ACME_NAME_REFUSED: refusedName,
  ACME_NAME_UNSUPPORTED: refusedName,
  ACME_CAA_FORBIDS: refusedName,

  ACME_CSR_REFUSED: refusedRequest,
  ACME_KEY_REFUSED: refusedRequest,

  ACME_ORDER_LOST: { about: 'order', order: 'closed' },
  ACME_CERTIFICATE_ENDED: { about: 'order', order: 'closed', elsewhere: true },
  ACME_PROFILE_UNKNOWN: { about: 'order', order: 'closed', elsewhere: true },
  ACME_CHALLENGE_UNAVAILABLE: { about: 'order', order: 'stuck', elsewhere: true },
  ACME_QUOTA_REACHED: oneOrder,
  ACME_RATE_LIMITED: oneOrder,
  ACME_TIMEOUT: oneOrder,
  ACME_PROTOCOL: oneOrder,
  ACME_REQUEST_MALFORMED: oneOrder,
  ACME_SEVERAL_REASONS: oneOrder,
  ACME_ORDER_NOT_READY: oneOrder,
  ACME_REPLACED_ALREADY: oneOrder,

  ACME_UNREACHABLE: theAuthority,
  ACME_TLS_UNTRUSTED: theAuthority,
  ACME_TLS_EXPIRED: theAuthority,
  ACME_NOT_A_DIRECTORY: theAuthority,
  ACME_ANSWERED_BY_PAGE: theAuthority,
  ACME_BUSY: theAuthority,
  ACME_NONCE_REFUSED: theAuthority,
  ACME_ACCOUNT_REFUSED: theAuthority,
  ACME_ACCOUNT_FORGOTTEN: theAuthority,
  ACME_ACCOUNT_DEACTIVATED: theAuthority,
  ACME_SIGNATURE_REFUSED: theAuthority,
  ACME_EAB_REQUIRED: theAuthority,
  ACME_EAB_REFUSED: theAuthority,
  ACME_CONTACT_REFUSED: theAuthority,
  ACME_CONTACT_UNSUPPORTED: theAuthority,
  ACME_ACTION_REQUIRED: theAuthority,
  AUTHORITY_SILENT_TO_CLOUD: theAuthority,
  TEAM_ACCOUNT_MISSING: theAuthority,
  PROXY_SIGN_IN: theAuthority,
  PROXY_UNREACHABLE: theAuthority,
  PROXY_REFUSED: theAuthority,
  PROXY_NO_WAY: theAuthority,
  CLOCK_DIFFERS: theAuthority,
}

/** Undefined where it says nothing of orders: a full disk, a DNS server that takes no updates. */
export function meaningOf(code: RefusalCode): Meaning | undefined {
  return meanings[code]
}

/** Whether the authority looked for a proof and did not find it. */
export function isFailedProof(code: RefusalCode): boolean {
  return meaningOf(code)?.about === 'proof'
}

/** Whether some of the names are to blame, by a proof that failed or because nothing is issued for them. */
export function blamesNames(code: RefusalCode): boolean {
  return isFailedProof(code) || meaningOf(code)?.about === 'names'
}

/** Whether the private key or the request made with it was turned down: handed in once more it would be again. */
export function blamesRequest(code: RefusalCode): boolean {
  return meaningOf(code)?.about === 'request'
}

/** Whether the authority has ended the order: asked for it again, it would only say so. */
export function closesOrder(code: RefusalCode): boolean {
  return meaningOf(code)?.order === 'closed'
}

/** Whether nothing comes of the order any more, so that no second one would stand beside the first. */
export function endsOrder(code: RefusalCode): boolean {
  return meaningOf(code)?.order !== undefined
}

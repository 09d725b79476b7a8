import type { RefusalCode } from '../domain/refusals.ts'

const ownReasons: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'ACME_RATE_LIMITED',
  'ACME_QUOTA_REACHED',
  'ACME_NAME_REFUSED',
  'ACME_NAME_UNSUPPORTED',
  'ACME_CSR_REFUSED',
  'ACME_KEY_REFUSED',
  'ACME_REPLACED_ALREADY',
  'ACME_PROFILE_UNKNOWN',
  'ACME_ADDRESS_NEEDS_PROFILE',
  'ACME_ACCOUNT_REFUSED',
  'ACME_ACCOUNT_FORGOTTEN',
  'ACME_SIGNATURE_REFUSED',
  'ACME_ACCOUNT_DEACTIVATED',
  'ACME_ACCOUNT_UNKNOWN',
  'ACME_EAB_REQUIRED',
  'ACME_EAB_REFUSED',
  'ACME_CONTACT_REFUSED',
  'ACME_CONTACT_UNSUPPORTED',
  'ACME_ACTION_REQUIRED',
  'ACME_KEY_CHANGE_REFUSED',
  'ACME_ORDER_LOST',
  'ACME_CHALLENGE_UNAVAILABLE',
  'ACME_REVOCATION_REFUSED',
  'ACME_REVOCATION_REASON_REFUSED',
  'ACME_REVOKED_ALREADY',
  'NAME_INVALID',
  'NAMES_TOO_MANY',
  'PROFILE_TAKES_FEWER_NAMES',
  'KEY_TYPE_UNKNOWN',
])

/** Whether a failure's own sentence says why: the authority was reached and decided, and nothing on the way explains it. */
export function isItsOwnReason(code: RefusalCode): boolean {
  return ownReasons.has(code)
}

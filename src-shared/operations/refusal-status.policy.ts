import type { RefusalCode } from '../domain/refusals.ts'

const statuses: Partial<Record<RefusalCode, number>> = {
  INPUT_INVALID: 400,
  PROXY_ADDRESS_UNREADABLE: 400,
  PROXY_PASSWORD_IN_ADDRESS: 400,
  CALLER_UNKNOWN: 401,
  CALLER_NOT_ALLOWED: 403,
  CALLER_NOT_ADMINISTRATOR: 403,
  ORIGIN_REFUSED: 403,
  SET_BY_ORGANISATION: 403,
  PROXY_SET_BY_ORGANISATION: 403,
  CALL_UNKNOWN: 404,
  CERTIFICATE_EXISTS: 409,
  CERTIFICATE_NOT_FOUND: 404,
  ADOPTION_CERTIFICATE_NOT_FOUND: 404,
  RUN_NOT_FOUND: 404,
  TARGET_NOT_FOUND: 404,
  RATE_LIMITED: 429,
  BACKUP_PASSPHRASE_WEAK: 400,
  BACKUP_PASSPHRASE_WRONG: 403,
  BACKUP_UNREADABLE: 404,
  BACKUP_FOREIGN: 422,
  BACKUP_DAMAGED: 422,
  DEFECT: 500,
  CLOUD_REFUSED: 502,
  CLOUD_UNREACHABLE: 503,
  DISK_FULL: 507,
}

/** The HTTP status (RFC 9110) a refusal of the agent travels under; 409 where what is asked does not fit the present state. */
export function refusalStatus(code: RefusalCode): number {
  return statuses[code] ?? 409
}

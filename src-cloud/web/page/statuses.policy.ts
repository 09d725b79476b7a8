import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'

const statuses: Partial<Record<RefusalCode, number>> = {
  SIGN_IN_FAILED: 401,
  PASSWORD_WRONG: 403,
  CODE_WRONG: 403,
  CSRF_TOKEN_INVALID: 403,
  ROLE_TOO_LOW: 403,
  OWNER_NEEDED: 403,
  PERSON_NEEDED: 403,
  TEAM_NOT_FOUND: 404,
  MEMBER_NOT_FOUND: 404,
  INVITATION_NOT_FOUND: 404,
  CALL_UNKNOWN: 404,
  LAST_OWNER: 409,
  MEMBER_ALREADY: 409,
  LABEL_TAKEN: 409,
  TOO_MANY_TRIES: 429,
  RATE_LIMITED: 429,
  SERVICE_BUSY: 503,
  DEFECT: 500,
}

/** The HTTP status of a page that says this refusal. */
export function statusOf(code: RefusalCode): number {
  return statuses[code] ?? 400
}

import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import { blamesNames, blamesRequest } from '../refusal-meaning.policy.ts'
import { type Problem, readProblem } from './problem.ts'

/** What was being done when the CA objected; the same problem means different things at different moments. */
export type Stage = 'account' | 'bound-account' | 'new-order' | 'known-order' | 'validation' | 'finalize' | 'revocation' | 'other'

export interface Objection {
  status: number
  problem: Problem | undefined
  stage: Stage
  /** The names in question. */
  names: readonly string[]
  profile?: string | undefined
  /** When the CA wants to be asked again, from Retry-After. */
  retryAt: Instant | undefined
}

/** A code of its own for each problem type of RFC 8555 §6.7, RFC 9773 §7.4 and the profiles draft. */
const codes: Record<string, RefusalCode> = {
  accountDoesNotExist: 'ACME_ACCOUNT_FORGOTTEN',
  alreadyReplaced: 'ACME_REPLACED_ALREADY',
  alreadyRevoked: 'ACME_REVOKED_ALREADY',
  badCSR: 'ACME_CSR_REFUSED',
  badNonce: 'ACME_NONCE_REFUSED',
  badPublicKey: 'ACME_KEY_REFUSED',
  badRevocationReason: 'ACME_REVOCATION_REASON_REFUSED',
  badSignatureAlgorithm: 'ACME_SIGNATURE_REFUSED',
  caa: 'ACME_CAA_FORBIDS',
  compound: 'ACME_SEVERAL_REASONS',
  connection: 'ACME_VALIDATION_CONNECTION',
  dns: 'ACME_VALIDATION_DNS',
  externalAccountRequired: 'ACME_EAB_REQUIRED',
  incorrectResponse: 'ACME_VALIDATION_WRONG_ANSWER',
  invalidContact: 'ACME_CONTACT_REFUSED',
  invalidProfile: 'ACME_PROFILE_UNKNOWN',
  malformed: 'ACME_REQUEST_MALFORMED',
  orderNotReady: 'ACME_ORDER_NOT_READY',
  rateLimited: 'ACME_RATE_LIMITED',
  rejectedIdentifier: 'ACME_NAME_REFUSED',
  serverInternal: 'ACME_BUSY',
  tls: 'ACME_VALIDATION_TLS',
  unauthorized: 'ACME_ACCOUNT_REFUSED',
  unsupportedContact: 'ACME_CONTACT_UNSUPPORTED',
  unsupportedIdentifier: 'ACME_NAME_UNSUPPORTED',
  userActionRequired: 'ACME_ACTION_REQUIRED',
}

/** These say nothing themselves of which name is to blame: there, a subproblem's word counts for more. */
const summaries = new Set<RefusalCode>(['ACME_PROTOCOL', 'ACME_REQUEST_MALFORMED', 'ACME_SEVERAL_REASONS'])

/** What is said against a revocation and is not about who signed it. */
const sayThemselves = new Set<RefusalCode>(['ACME_BUSY', 'ACME_NONCE_REFUSED', 'ACME_RATE_LIMITED', 'ACME_REVOCATION_REASON_REFUSED'])

/** What to tell about an answer of the CA that is no success. */
export function refusalOf(objection: Objection): Refusal {
  const { problem, retryAt } = objection
  const code = codeOf(problem?.type, objection)
  const blamed = problem?.subproblems.filter((each) => blamesNames(codeOf(each.type, objection))) ?? []
  const first = blamed[0]
  if (first && (blamesNames(code) || summaries.has(code))) {
    const subCode = codeOf(first.type, objection)
    const same = blamed.filter((each) => codeOf(each.type, objection) === subCode)
    const names = same.flatMap((each) => each.identifier ?? [])
    return new Refusal(subCode, { name: names.length > 0 ? oneLine(list(names)) : list(objection.names), detail: first.detail })
  }
  const detail = detailOf(objection)
  const until = retryAt ?? (code === 'ACME_RATE_LIMITED' ? endOfLimit(detail) : undefined)
  return new Refusal(code, {
    detail,
    ...(blamesNames(code) && { name: list(objection.names) }),
    ...(code === 'ACME_ACTION_REQUIRED' && { page: problem?.page ?? '' }),
    ...(code === 'ACME_PROFILE_UNKNOWN' && { profile: objection.profile ?? '' }),
    ...(code === 'ACME_RATE_LIMITED' && { until: until === undefined ? 'at a time it does not tell' : `at ${toTimestamp(until)}` }),
    ...(until !== undefined && { retryAt: until }),
  })
}

function codeOf(type: string | undefined, { status, stage }: Objection): RefusalCode {
  // The type is other people's text: `constructor` would find what every object has.
  const known = Object.hasOwn(codes, type ?? '') ? codes[type ?? ''] : undefined
  // Let’s Encrypt’s way to say that it is overloaded (503, “Service busy; retry later.”): nobody’s limit is reached.
  const code = known === undefined || (known === 'ACME_RATE_LIMITED' && status === 503) ? codeOfStatus(status) : known
  // A validation that failed has ended the order, whatever failed in it: only the reason's name differs.
  if (stage === 'validation')
    return type === 'unauthorized' ? 'ACME_VALIDATION_UNAUTHORIZED' : blamesNames(code) ? code : 'ACME_VALIDATION_FAILED'
  // Whatever is said against a revocation is about its signer, its reason or its certificate; another try changes nothing.
  if (stage === 'revocation') return sayThemselves.has(code) ? code : 'ACME_REVOCATION_REFUSED'
  if (stage === 'known-order' && (type === 'unauthorized' || (isMissing(status) && type))) return 'ACME_ORDER_LOST'
  // With a binding in the request, these say that the authority does not know it, or that it is signed with another key.
  if (stage === 'bound-account' && ['unauthorized', 'malformed', 'externalAccountRequired'].includes(type ?? '')) return 'ACME_EAB_REFUSED'
  if ((stage === 'account' || stage === 'bound-account') && blamesRequest(code)) return 'ACME_ACCOUNT_REFUSED'
  return code
}

/** Missing, says somebody who says no more: any machine on the way to the authority may have said it. */
export function isUnexplained({ status, data }: { status: number; data: unknown }): boolean {
  return isMissing(status) && !readProblem(data)?.type
}

function isMissing(status: number): boolean {
  return status === 404 || status === 410
}

function codeOfStatus(status: number): RefusalCode {
  if (status === 429) return 'ACME_RATE_LIMITED'
  return status >= 500 ? 'ACME_BUSY' : 'ACME_PROTOCOL'
}

function detailOf({ problem, status }: Objection): string {
  return problem?.detail || problem?.subproblems.find((each) => each.detail)?.detail || problem?.type || `HTTP ${status}`
}

/** Boulder writes "…, retry after 2026-11-21 09:14:03 UTC: see …" where it sends no header. */
export function endOfLimit(detail: string): Instant | undefined {
  const [, date, time] = /retry after (\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(?: UTC| ?Z)/i.exec(detail) ?? []
  const at = Date.parse(`${date}T${time}Z`)
  return Number.isNaN(at) ? undefined : at
}

function list(names: readonly string[]): string {
  return [...new Set(names)].join(', ')
}

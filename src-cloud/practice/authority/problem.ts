/** ACME error types (RFC 8555 §6.7, RFC 9773 §7.4, draft-ietf-acme-profiles) with the HTTP status each is sent with. */
const statusOf = {
  accountDoesNotExist: 400,
  alreadyReplaced: 409,
  alreadyRevoked: 400,
  badCSR: 400,
  badNonce: 400,
  badPublicKey: 400,
  badRevocationReason: 400,
  badSignatureAlgorithm: 400,
  connection: 400,
  dns: 400,
  invalidContact: 400,
  invalidProfile: 400,
  malformed: 400,
  orderNotReady: 403,
  rejectedIdentifier: 400,
  serverInternal: 500,
  unauthorized: 403,
  unsupportedContact: 400,
  unsupportedIdentifier: 400,
} as const

export type ProblemType = keyof typeof statusOf

export interface Identifier {
  type: 'dns'
  value: string
}

/** RFC 9457 problem document as ACME uses it. */
export interface ProblemDocument {
  type: string
  detail: string
  status: number
  identifier?: Identifier
  subproblems?: ProblemDocument[]
  algorithms?: readonly string[]
}

interface More {
  status?: number
  headers?: Record<string, string>
  identifier?: Identifier
  subproblems?: ProblemDocument[]
  algorithms?: readonly string[]
}

/** A refusal as an ACME client reads it. Anything else that is thrown while answering is a defect. */
export class Problem extends Error {
  readonly document: ProblemDocument
  readonly headers: Record<string, string>

  constructor(type: ProblemType, detail: string, { status = statusOf[type], headers = {}, ...members }: More = {}) {
    super(`${type}: ${detail}`)
    this.name = 'Problem'
    this.document = { type: `urn:ietf:params:acme:error:${type}`, detail, status, ...members }
    this.headers = headers
  }
}

/** What this account may not see or what was never there; both look alike on purpose. */
export function notFound(what: string): Problem {
  return new Problem('malformed', `there is no such ${what}`, { status: 404 })
}

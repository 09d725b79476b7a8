/** What a schema complains of: as zod says it, of which a library in between promises only the first two. */
interface Issue {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
  readonly code?: string
  readonly origin?: string
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly format?: string
  readonly values?: readonly unknown[]
  readonly keys?: readonly string[]
  readonly expected?: string
}

/** `limit must be 200 at most; before must be a number`: where and why, for a sentence. The offending value stays out of it. */
export function describeIssues(issues: readonly Issue[]): string {
  return issues.slice(0, 5).map(describeIssue).join('; ')
}

function describeIssue(issue: Issue): string {
  const { path = [] } = issue
  const place = path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.')
  return `${place || 'it'} ${inWords(issue)}`
}

function inWords(issue: Issue): string {
  const { code, expected, keys = [], message, values = [] } = issue
  if (/received undefined$/.test(message)) return 'is missing'
  if (code === 'too_small') return tooSmall(issue)
  if (code === 'too_big') return tooBig(issue)
  if (code === 'invalid_type' && expected) return `must be ${kinds[expected] ?? expected}`
  if (code === 'invalid_format') return `must be ${formats[issue.format ?? ''] ?? 'of the form that is asked for'}`
  if (code === 'invalid_value') return `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`
  if (code === 'unrecognized_keys') return `has nothing called ${keys.join(', ')}`
  if (code === 'invalid_union') return 'must be of one of the kinds there are'
  return `cannot be used: ${message}`
}

function tooSmall({ minimum, origin }: Issue): string {
  if (minimum === 1 && origin !== 'number') return 'must not be empty'
  return `must ${isCounted(origin) ? 'have' : 'be'} ${minimum} ${unitOf(origin)}at least`
}

function tooBig({ maximum, origin }: Issue): string {
  return `must ${isCounted(origin) ? 'have' : 'be'} ${maximum} ${unitOf(origin)}at most`
}

const units: Readonly<Record<string, string>> = { string: 'characters ', array: 'entries ' }
const unitOf = (origin = '') => units[origin] ?? ''
const isCounted = (origin = '') => units[origin] !== undefined

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
}

const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  url: 'a web address',
  uuid: 'an id as this program gives them',
  base64: 'base64',
  datetime: 'a time as RFC 3339 writes it',
  regex: 'of the length and the characters that such a thing has',
}

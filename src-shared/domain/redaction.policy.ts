const hidden = '[redacted]'

/** What a secret looks like wherever it stands: in a message, a URL, a stack, a piece of JSON. */
const secretTexts: readonly [RegExp, string][] = [
  [/-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, hidden],
  // The same without its frame: how DER of PKCS#8 and SEC 1 begins in base64, for Ed25519, EC and RSA.
  [/\bM(?:C4CAQAwBQYDK2Vw|I[GH][\w+/]{1,2}AgEAM|HcCAQEEI|II[\w+/]{3}IBA[AD])[\w+/=-]{16,}/g, hidden],
  // A JWK's private members (RFC 7518 §6).
  [/(\\*["'](?:d|p|q|dp|dq|qi|k)\\*["']\s*:\s*\\*["'])[\w-]{20,}/g, `$1${hidden}`],
  // JWS and JWT (RFC 7515 §3.1), whose header is always a JSON object: `eyJ` is `{"`.
  [/\beyJ[\w-]+\.[\w-]*\.[\w-]*/g, hidden],
  // What the cloud hands out: enrolment and API tokens, sessions, links in mails; and the agent's own tokens.
  [/\bmylzip_[a-z]+_[\w-]{20,}/g, hidden],
  [/\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]+/gi, `$1 ${hidden}`],
  // Up to the last @: who typed one into a password did not always escape it. A user's name alone may be a token.
  [/(:\/\/)[^/\s"'<>?#]*@/g, `$1${hidden}@`],
  [
    /((?:key|token|secret|password|passphrase|assertion|authorization)(?:\\*["'])?\s*[=:]\s*(?:\\*["'])?)(?!\[redacted\])[^\s"'\\&,;}]+/gi,
    `$1${hidden}`,
  ],
]

/** A field is secret when one of its words is. */
const secretWords = new Set(
  'key keys token tokens secret secrets password passwords passphrase pin authorization assertion cookie credential credentials pfx jwt'.split(
    ' ',
  ),
)
/** Names of things beside secrets, which help to find what went wrong. */
const harmless = /^(public[-_]?key.*|key[-_]?(type|location|id|usage|use|size|custody)|token[-_]?(type|id)|cache[-_]?key)$/i

const deepest = 8
const longestText = 8_192
const longestLook = 262_144
const longestList = 100

/**
 * Facts as they may be written down: secrets replaced by their look and by their name at any depth, errors with code
 * and cause, bytes as their number, and nothing endless. Takes anything and never throws.
 */
export function redact(value: unknown, depth = 0, above: readonly object[] = []): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (typeof value === 'function') return '[function]'
  if (typeof value !== 'object' || value === null) return value
  if (above.includes(value)) return '[circular]'
  if (depth >= deepest) return '[deeper]'
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  const within = [...above, value]
  if (value instanceof Map) return redact(Object.fromEntries([...value].map(([name, fact]) => [String(name), fact])), depth, within)
  if (value instanceof Set) return redact([...value], depth, within)
  if (Array.isArray(value)) return redactList(value, depth, within)
  return redactFields(value instanceof Error ? errorFields(value) : value, depth, within)
}

/** First redacted, then cut: half a secret no longer looks like one. */
export function redactText(text: string): string {
  const shown = secretTexts.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text.slice(0, longestLook))
  return shown.length > longestText ? `${shown.slice(0, longestText)}… (${text.length} characters)` : shown
}

export function isSecretName(name: string): boolean {
  if (harmless.test(name)) return false
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/)
  return words.some((word) => secretWords.has(word.toLowerCase())) || /(password|secret|privatekey|apikey|accesstoken)/i.test(name)
}

function redactList(list: readonly unknown[], depth: number, within: readonly object[]): unknown[] {
  const shown = list.slice(0, longestList).map((item) => redact(item, depth + 1, within))
  return list.length > longestList ? [...shown, `[${list.length - longestList} more]`] : shown
}

function redactFields(source: object, depth: number, within: readonly object[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const name of Object.keys(source).slice(0, longestList)) {
    const found = read(source, name)
    const fact = isSecret(name, found, source) ? hidden : redact(found, depth + 1, within)
    Object.defineProperty(fields, name, { value: fact, enumerable: true, configurable: true, writable: true })
  }
  return fields
}

const privateInJwk = /^(d|p|q|dp|dq|qi|k|oth)$/

/** Whether there is one is no secret. */
function isSecret(name: string, fact: unknown, source: object): boolean {
  if (typeof fact === 'boolean' || fact === null) return false
  return isSecretName(name) || ('kty' in source && privateInJwk.test(name))
}

/** A getter that throws must not take the log line with it. */
function read(source: object, name: string): unknown {
  try {
    return (source as Record<string, unknown>)[name]
  } catch {
    return '[unreadable]'
  }
}

/** What matters of an error, and only that: an axios error carries its request, headers and body along. */
function errorFields(error: Error): object {
  const { name, message, stack, cause } = error
  const code = 'code' in error ? error.code : undefined
  const data = 'data' in error ? error.data : undefined
  const status = 'status' in error ? error.status : undefined
  const errors = error instanceof AggregateError ? error.errors : undefined
  const fields = { name, message, code, status, data, stack, cause, errors }
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined))
}

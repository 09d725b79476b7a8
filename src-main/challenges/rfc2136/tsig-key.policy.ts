import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { type DnsUpdateServer, isDomainName, tsigAlgorithmOf } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

interface KeyClause {
  name: string
  algorithm: string | undefined
  secret: string | undefined
}

/**
 * Reads a key file as BIND writes it (tsig-keygen: `key "name" { algorithm …; secret "…"; };`), or one with nothing but
 * the secret in base64. What the server's address names must agree with it. Refuses with DNS_KEY_UNREADABLE, naming
 * `place` and never what is in there.
 */
export function readTsigKey(text: string, { keyName, algorithm }: Pick<DnsUpdateServer, 'keyName' | 'algorithm'>, place: string): TsigKey {
  const fail = (reason: string): never => {
    throw new Refusal('DNS_KEY_UNREADABLE', { place, reason })
  }
  const found = base64.test(text.trim())
    ? {
        name: keyName ?? fail('it holds a secret only, so the server’s address must say ?key=NAME'),
        algorithm: undefined,
        secret: text.trim(),
      }
    : (clauseFor(keyName, clausesOf(text)) ??
      fail(keyName === undefined ? 'it does not hold exactly one key' : `it holds no key ${keyName}`))
  const written = found.algorithm === undefined ? (algorithm ?? 'hmac-sha256') : tsigAlgorithmOf(found.algorithm)
  const agreed = written ?? fail('only hmac-sha256 and hmac-sha512 are spoken here')
  if (algorithm !== undefined && algorithm !== agreed) fail(`it is for ${agreed}, and the server’s address says ${algorithm}`)
  const name = canonicalName(found.name)
  if (!isDomainName(name)) fail('the name of its key is not a domain name')
  if (found.secret === undefined || !base64.test(found.secret)) return fail('its secret is not base64')
  return { name, algorithm: agreed, secret: Buffer.from(found.secret, 'base64') }
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$/

function clauseFor(name: string | undefined, clauses: KeyClause[]): KeyClause | undefined {
  if (name === undefined) return clauses.length === 1 ? clauses[0] : undefined
  return clauses.find((clause) => canonicalName(clause.name) === name)
}

/** Words, quoted texts and braces; comments of all three kinds fall out. A secret may hold // and is one word. */
const token = /\/\*[\s\S]*?\*\/|\/\/.*|#.*|"([^"]*)"|[{};]|[^\s"{};]+/g

function clausesOf(text: string): KeyClause[] {
  const words = [...text.matchAll(token)].flatMap(([whole, quoted]) => (/^(\/\/|\/\*|#)/.test(whole) ? [] : [quoted ?? whole]))
  const clauses: KeyClause[] = []
  for (let at = words.indexOf('key'); at >= 0; at = words.indexOf('key', at + 1)) {
    if (words[at + 2] !== '{') continue
    const end = words.indexOf('}', at)
    const inside = words.slice(at + 3, end < 0 ? undefined : end)
    const after = (word: string) => (inside.includes(word) ? inside[inside.indexOf(word) + 1] : undefined)
    clauses.push({ name: words[at + 1] ?? '', algorithm: after('algorithm'), secret: after('secret') })
  }
  return clauses
}

import { canonicalName } from './device-names.policy.ts'
import { Refusal } from './refusal.ts'

/** Names of TSIG algorithms (RFC 8945 §6): the one every server has to know, and its bigger sister. */
export const tsigAlgorithms = ['hmac-sha256', 'hmac-sha512'] as const
export type TsigAlgorithm = (typeof tsigAlgorithms)[number]

/** A DNS server that takes dynamic updates (RFC 2136), as it is named on a command line. The key's secret never is. */
export interface DnsUpdateServer {
  /** A host name or an address; IPv6 without brackets. */
  host: string
  port: number
  /** Canonical; undefined: the server is asked which zone a name lies in. */
  zone: string | undefined
  /** Canonical; undefined: the key file says. */
  keyName: string | undefined
  algorithm: TsigAlgorithm | undefined
}

const form = /^rfc2136:\/\/(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?(?:\/([^?#]*))?(?:\?([^#]*))?$/i

/** Reads `rfc2136://HOST[:PORT][/ZONE][?key=NAME][&algorithm=hmac-sha256]`. Refuses with OPTION_INVALID. */
export function readDnsUpdateServer(text: string): DnsUpdateServer {
  const [, ipv6, name, portText = '53', zone = '', query = ''] = form.exec(text) ?? fail(`“${shown(text)}” is not of the form ${example}`)
  const given = parametersOf(query)
  const algorithm = given.get('algorithm')
  const port = Number(portText)
  if (port < 1 || port > 65_535) fail(`“${portText}” is not a port number from 1 to 65535`)
  return {
    host: canonicalName(ipv6 ?? name ?? ''),
    port,
    zone: zone === '' ? undefined : nameOf(zone),
    keyName: given.has('key') ? nameOf(given.get('key') ?? '') : undefined,
    algorithm:
      algorithm === undefined ? undefined : (tsigAlgorithmOf(algorithm) ?? fail(`the algorithm is one of ${tsigAlgorithms.join(', ')}`)),
  }
}

/** Whether both name the same server, zone and key, however they are written. */
export function isSameUpdateServer(one: string, other: string): boolean {
  return one === other || spellingOf(one) === spellingOf(other)
}

function spellingOf(text: string): string {
  try {
    const { host, port, zone, keyName, algorithm } = readDnsUpdateServer(text.trim())
    return JSON.stringify([host, port, zone, keyName, algorithm])
  } catch {
    // What is no address is the same as itself alone.
    return text
  }
}

/** Undefined for one that is not spoken here; HMAC-MD5 and SHA-1 are not, because RFC 8945 §6 advises against them. */
export function tsigAlgorithmOf(text: string): TsigAlgorithm | undefined {
  return tsigAlgorithms.find((algorithm) => algorithm === canonicalName(text))
}

/** Whether this can travel as a domain name (RFC 1035 §2.3.4): at most 253 characters, labels of 1 to 63. Canonical names only. */
export function isDomainName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(name)
}

const example = 'rfc2136://HOST:PORT/ZONE?key=NAME&algorithm=hmac-sha256'

function parametersOf(query: string): Map<string, string> {
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('='))
  const found = new Map<string, string>()
  for (const [key = '', value = '', ...more] of pairs) {
    if (key === 'secret') fail('a secret does not belong into arguments, which every user of the machine can list: use --dns-key-file')
    if (!['key', 'algorithm'].includes(key) || more.length > 0 || found.has(key)) fail(`after the “?” come key and algorithm, once each`)
    found.set(key, value)
  }
  return found
}

function nameOf(text: string): string {
  const name = canonicalName(text)
  return isDomainName(name) ? name : fail(`“${text}” is not a domain name`)
}

/** Whoever put a secret before an @ must not find it in a log. */
function shown(text: string): string {
  return text.replace(/\/\/.*@/, '//…@')
}

function fail(reason: string): never {
  throw new Refusal('OPTION_INVALID', { option: '--dns', reason })
}

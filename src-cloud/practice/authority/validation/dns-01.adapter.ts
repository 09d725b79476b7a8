import { createHash } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { isIPv6 } from 'node:net'
import { Problem } from '../problem.ts'
import { assertLoopback } from './loopback.policy.ts'
import type { Attempt } from './validation.service.ts'

export interface DnsServer {
  address: string
  port: number
}

/** RFC 8555 §8.4: asks the authoritative responder itself for the TXT records, over UDP and, when truncated, TCP. */
export function createDns01(server: DnsServer): Attempt {
  const address = assertLoopback(server.address)
  const at = `${isIPv6(address) ? `[${address}]` : address}:${server.port}`
  return async ({ name, keyAuthorization }) => {
    const owner = `_acme-challenge.${name}`
    const expected = createHash('sha256').update(keyAuthorization).digest('base64url')
    const found = await lookUp(at, owner)
    if (found.includes(expected)) return
    const shown = found.length === 0 ? 'no TXT record' : found.slice(0, 5).join(', ')
    throw new Problem('unauthorized', `expected ${expected} at ${owner}, found ${shown}`)
  }
}

/** A resolver of its own each time: an answer remembered from an earlier attempt would be the wrong one. */
async function lookUp(server: string, owner: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 1_000, tries: 3 })
  resolver.setServers([server])
  try {
    return (await resolver.resolveTxt(owner)).map((strings) => strings.join(''))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    if (code === 'ENODATA') return []
    throw new Problem('dns', code === 'ENOTFOUND' ? `${owner} does not exist` : `looking up ${owner} failed with ${code}`)
  }
}

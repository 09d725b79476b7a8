import { readFileSync } from 'node:fs'
import { readDnsUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { DnsUpdates } from '../challenges/rfc2136/dns-01-rfc2136.adapter.ts'
import { readTsigKey } from '../challenges/rfc2136/tsig-key.policy.ts'

/**
 * The customer's own DNS server (--dns) with its key, from a file or MYLZIP_DNS_KEY in the environment, never from an
 * argument: every user of the machine can list arguments. Refuses with OPTION_INVALID or DNS_KEY_UNREADABLE.
 */
export function dnsUpdates(
  address: string | undefined,
  keyFile: string | undefined,
  environment: NodeJS.ProcessEnv,
): DnsUpdates | undefined {
  if (address === undefined) {
    if (keyFile === undefined) return undefined
    throw new Refusal('OPTION_INVALID', { option: '--dns-key-file', reason: 'it needs --dns, which names the server' })
  }
  const { host, port, zone, ...wanted } = readDnsUpdateServer(address)
  const place = keyFile ?? 'MYLZIP_DNS_KEY'
  const text = keyFile === undefined ? environment.MYLZIP_DNS_KEY : readText(keyFile)
  if (!text) {
    if (keyFile !== undefined) throw new Refusal('DNS_KEY_UNREADABLE', { place, reason: 'it cannot be read or is empty' })
    throw new Refusal('OPTION_INVALID', {
      option: '--dns',
      reason: 'it needs its key: --dns-key-file, or MYLZIP_DNS_KEY in the environment',
    })
  }
  return { host, port, zone, key: readTsigKey(text, wanted, place) }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

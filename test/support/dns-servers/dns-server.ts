import { existsSync } from 'node:fs'
import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'

export interface TestZone {
  name: string
  /** Lines of a zone file beside SOA and NS; names relative to the zone. */
  records?: string[]
  /** The server it is copied from. */
  primary?: { address: string; port: number }
  /** Whom it tells of changes. */
  notify?: { address: string; port: number }
}

export interface DnsServerOptions {
  zones: TestZone[]
  /** May change TXT records of every zone. */
  allowed: TsigKey[]
  /** What the allowed keys may change; TXT records where it is not said. */
  types?: string[]
  /** Known to the server, and may change nothing. */
  other: TsigKey
  /** Of 127.0.0.0/8. */
  address?: string
  port?: number
}

export interface StartedDnsServer {
  address: string
  port: number
  output(): string
  stop(): Promise<void>
}

/** A real server from Debian, in a folder of its own. */
export interface DnsServerKind {
  title: string
  program: string
  /** What else must be installed. */
  files?: string[]
  /** Why its tests are skipped where it is missing. */
  needs: string
  start(options: DnsServerOptions): Promise<StartedDnsServer>
}

export function isThere({ program, files = [] }: DnsServerKind): boolean {
  return [program, ...files].every((file) => existsSync(file))
}

export function zoneText({ name, records = [] }: TestZone): string {
  const head = [`@ 3600 IN SOA ns1.${name}. admin.${name}. 1 3600 600 86400 60`, `@ 3600 IN NS ns1.${name}.`, 'ns1 3600 IN A 127.0.0.1']
  return `$ORIGIN ${name}.\n${[...head, ...records].join('\n')}\n`
}

export function base64(key: TsigKey): string {
  return Buffer.from(key.secret).toString('base64')
}

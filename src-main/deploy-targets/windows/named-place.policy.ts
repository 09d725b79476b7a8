import type { Thumbprint } from '../../stores/store.port.ts'
import type { ServedAt } from '../target.port.ts'

/** A place of a program's configuration that names a certificate. */
export interface NamedPlace {
  /** As that program's own tools write it. */
  place: string
  thumbprint: Thumbprint
  address: ServedAt | undefined
}

/** What was found, and what stands there that cannot be made anything of: left out, and told with where it stands. */
export interface Found<Item> {
  found: Item[]
  unreadable: string[]
}

/** SHA-1 as a text, however it was typed in: tools write it with spaces, and the left-to-right mark that certmgr copies along. */
export function thumbprintOfText(text: string): Thumbprint | undefined {
  const hex = text.replace(/[\s:\u200e\u200f]/g, '').toUpperCase()
  return /^[0-9A-F]{40}$/.test(hex) ? hex : undefined
}

/** SHA-1 as bytes. */
export function thumbprintOfBytes(bytes: Buffer): Thumbprint | undefined {
  return bytes.length === 20 ? bytes.toString('hex').toUpperCase() : undefined
}

export function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 65_535
}

/** Where a client of this machine finds what listens at an address: at a loopback one where it listens at all. */
export function reachable(address: string): string {
  if (address === '*' || address === '' || address === '0.0.0.0') return '127.0.0.1'
  const bare = address.replace(/^\[(.*)\]$/, '$1')
  return bare === '::' ? '::1' : bare
}

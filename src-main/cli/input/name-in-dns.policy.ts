import { domainToASCII } from 'node:url'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'

/** A name as an order writes it: in small letters, those of other scripts as A-labels (RFC 5890). What is no name stays what it is. */
export function nameInDns(typed: string): string {
  const name = canonicalName(typed.trim())
  if (/^[\x20-\x7e]*$/.test(name)) return name
  const [, wildcard = '', host = ''] = /^(\*\.)?(.*)$/s.exec(name) ?? []
  return wildcard + (domainToASCII(host) || host)
}

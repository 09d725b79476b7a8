export type LabelFault = 'length' | 'characters' | 'hyphens'

/** Why this cannot be one label of a host name (RFC 1123 §2.1, RFC 5891 §4.2.3.1), or undefined when it can. */
export function labelFault(label: string): LabelFault | undefined {
  if (label.length < 1 || label.length > 63) return 'length'
  if (!/^[a-z0-9-]+$/.test(label)) return 'characters'
  if (label.startsWith('-') || label.endsWith('-') || label.slice(2, 4) === '--') return 'hyphens'
  return undefined
}

/** Without vowels no words arise by chance, and without 0, 1, l and o nothing is misread over the phone. */
const alphabet = 'bcdfghjkmnpqrstvwxz23456789'

/** A name that says nothing about the device or its user, because every public certificate's name is logged in public. */
export function opaqueLabel(random: () => number): string {
  return Array.from({ length: 8 }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('')
}

/** DNS names compare without regard to case, and a trailing dot says nothing more. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** Where the CA looks for a dns-01 answer (RFC 8555 §8.4); a wildcard is proven at its parent. */
export function challengeName(name: string): string {
  return `_acme-challenge.${canonicalName(name).replace(/^\*\./, '')}`
}

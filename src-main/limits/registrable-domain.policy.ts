import { getDomain } from 'tldts'

/** The domain that limits count by: one label below a public suffix, the list's private section included, as Boulder has it. */
export function registrableDomain(name: string): string | undefined {
  return getDomain(name.replace(/^\*\./, ''), { allowPrivateDomains: true, validateHostname: false }) ?? undefined
}

/** Of all the names, each once; addresses have none. */
export function registrableDomains(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => registrableDomain(name) ?? []))].sort()
}

/** The same text for the same set of names, in whatever order and spelling they come. */
export function nameSetOf(names: readonly string[]): string {
  return [...new Set(names.map((name) => name.toLowerCase()))].sort().join(' ')
}

import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'

/**
 * A name's labels from the root down, lower case: `K7F3.acme.myl.test.` → `test.myl.acme.k7f3`. In this order all
 * that lies below a name follows it in an index.
 */
export function nameKey(name: string): string {
  return canonicalName(name).split('.').reverse().join('.')
}

/** Back again: the key of a canonical name says all of it. */
export function nameOfKey(key: string): string {
  return key.split('.').reverse().join('.')
}

/** Keys strictly below `key` are those from `from` up to, and without, `to`: `/` is the character after `.`. */
export function keysBelow(key: string): { from: string; to: string } {
  return { from: `${key}.`, to: `${key}/` }
}

/**
 * The device's name that `asked` stands for, or undefined when it is not the device's: its own name or the wildcard
 * directly below it, in any case, with or without the final dot. Other characters than host names have never match,
 * because lower-casing turns some of them into letters (the Kelvin sign into k).
 */
export function ownName(asked: string, own: string): string | undefined {
  if (!/^(\*\.)?[A-Za-z0-9.-]+$/.test(asked)) return undefined
  return canonicalName(asked).replace(/^\*\./, '') === own ? own : undefined
}

/** Which of the zones a name lies in, the longest first, because one may lie below another; else the first of them. */
export function zoneOfName(name: string, zones: readonly [string, ...string[]]): string {
  const within = zones.filter((zone) => name === zone || name.endsWith(`.${zone}`))
  return within.toSorted((one, other) => other.length - one.length)[0] ?? zones[0]
}

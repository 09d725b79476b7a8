import fc from 'fast-check'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What text must survive: characters a database or a parser stumbles over. */
export const nastyText = fc.oneof(
  fc.constantFrom(
    '\0',
    'a\0b',
    '\uD800',
    '\u202E',
    '\u212A',
    "'; DROP TABLE devices; --",
    '%00',
    '../..',
    '__proto__',
    '0',
    '-1',
    '1e999',
    'NaN',
  ),
  fc.string({ unit: 'binary', maxLength: 80 }),
)

const nasty: fc.Arbitrary<Json> = fc.oneof(
  nastyText,
  fc.double(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  fc.constant<Json>([]),
  fc.constant<Json>({}),
)

/** The same input with one value anywhere in it, or one key, exchanged for something nasty. */
export function spoil(input: Json): fc.Arbitrary<Json> {
  if (input === null || typeof input !== 'object') return nasty
  const inside = Object.entries(input).map(([key, value]) =>
    spoil(value).map((spoilt) =>
      Array.isArray(input) ? input.map((item, n) => (String(n) === key ? spoilt : item)) : { ...input, [key]: spoilt },
    ),
  )
  const added = fc.tuple(nastyText, nasty).map(([key, value]) => (Array.isArray(input) ? [...input, value] : { ...input, [key]: value }))
  return fc.oneof(nasty, added, ...inside)
}

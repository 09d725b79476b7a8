import fc from 'fast-check'
import { type RegistryKey, registryKey } from '#main/system/registry/registry.policy.ts'

type Value = string | number | Buffer | null

/** Keys as the script answers with them, by path: texts, numbers and bytes, and null for a type that is read as nothing. */
export function registryOf(keys: Record<string, Record<string, Value>>): RegistryKey[] {
  return Object.entries(keys).map(([path, values]) =>
    registryKey(
      path,
      Object.entries(values).map(([name, value]) => ({
        name,
        text: typeof value === 'string' ? value : null,
        number: typeof value === 'number' ? value : null,
        bytes: Buffer.isBuffer(value) ? value.toString('base64') : null,
      })),
    ),
  )
}

export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '*', '[', ']', ':443', '[::]:443', '0.0.0.0:443', '0.0.0.0:0', '[x]:443', "O'Brien’s $(throw) `n", '👩‍💻:443'),
)
const anyValue = fc.oneof(
  anyText,
  fc.integer({ min: -0x80000000, max: 0x7fffffff }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(null),
)

/** Keys at, and right below, these paths, in which each of these values may be anything. */
export function anyRegistry(paths: readonly string[], names: readonly string[]): fc.Arbitrary<RegistryKey[]> {
  const path = fc.tuple(fc.constantFrom(...paths), anyText).map(([above, below]) => above.replaceAll('*', below.replaceAll('\\', '')))
  const values = fc.dictionary(fc.constantFrom(...names), anyValue, { maxKeys: names.length })
  return fc.dictionary(path, values, { maxKeys: 8 }).map(registryOf)
}

export const hash = (digit: string) => Buffer.from(digit.repeat(40), 'hex')
export const thumbprint = (digit: string) => digit.repeat(40)

export interface RegistryValue {
  name: string
  text: string | null
  number: number | null
  /** Base64. */
  bytes: string | null
}

/** A key of the registry, asked for its values by their names, whose case does not count. Undefined where one is of another type. */
export interface RegistryKey {
  /** Below HKEY_LOCAL_MACHINE. */
  path: string
  /** The last part of its path. */
  name: string
  names: string[]
  text(name: string): string | undefined
  /** REG_DWORD, which has no sign. */
  number(name: string): number | undefined
  bytes(name: string): Buffer | undefined
}

export function registryKey(path: string, values: readonly RegistryValue[]): RegistryKey {
  const byName = new Map(values.map((value) => [value.name.toLowerCase(), value]))
  const of = (name: string) => byName.get(name.toLowerCase())
  return {
    path,
    name: path.slice(path.lastIndexOf('\\') + 1),
    names: values.map(({ name }) => name),
    text: (name) => of(name)?.text ?? undefined,
    number(name) {
      const number = of(name)?.number ?? undefined
      // .NET reads a DWORD with its sign.
      return number === undefined ? undefined : number < 0 ? number >>> 0 : number
    },
    bytes(name) {
      const bytes = of(name)?.bytes ?? undefined
      return bytes === undefined ? undefined : Buffer.from(bytes, 'base64')
    },
  }
}

/** The key of that path; in Windows its case does not count. */
export function keyAt(keys: readonly RegistryKey[], path: string): RegistryKey | undefined {
  return keys.find((key) => key.path.toLowerCase() === path.toLowerCase())
}

/** The keys right below that path. */
export function keysBelow(keys: readonly RegistryKey[], path: string): RegistryKey[] {
  const above = `${path}\\`.toLowerCase()
  return keys.filter((key) => key.path.toLowerCase().startsWith(above) && !key.path.slice(above.length).includes('\\'))
}

import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'

/** Neither `*` nor `:` can stand in a Windows file name; each becomes what no name holds in its place, so that no two share a folder. */
const written: Record<string, string> = { '*': '_', ':': '+', _: '~' }

/** The folder of a certificate's first name: a host name, a wildcard or an IP address. Undefined for anything else. */
export function folderOf(name: string): string | undefined {
  const canonical = canonicalName(name)
  if (!/^(\*\.)?[a-z0-9_:][a-z0-9_:.-]{0,250}$/.test(canonical) || canonical.includes('..')) return undefined
  return canonical.replace(/[*:_]/g, (character) => written[character] ?? character)
}

/** What Windows says of a file's Authenticode signature. */
export interface Signature {
  /** `Valid`, `NotSigned`, `HashMismatch`, `NotTrusted` … (System.Management.Automation.SignatureStatus). */
  status: string
  /** The signer's distinguished name, as .NET writes it. */
  subject: string | null
  /** What it was signed as (ProductName and ProductVersion, which the signature covers). */
  product: string | null
  version: string | null
  /** Whether it ends in a root that the whole computer trusts. Windows believes those of the person too, and any of their programs may add one. */
  isOfMachine: boolean
}

/** As the computer sees it: the root of the signer's chain, null where there is none; and those it trusts. */
export interface Roots {
  root: string | null
  roots: readonly string[]
}

export const endsInMachineRoot = ({ root, roots }: Roots) => root !== null && roots.includes(root)

/**
 * Why a file is not taken for ours, as the end of a sentence; undefined where it is. Nothing that could not be found out counts as fine.
 * `wanted`: the version it is offered as. Nobody signs what is offered, so whoever answers in the server's place could bring back an old one.
 */
export function distrust(
  { status, subject, version }: Pick<Signature, 'status' | 'subject' | 'version'>,
  publishers: readonly string[],
  wanted?: string,
): string | undefined {
  if (status !== 'Valid') return `Windows says of its signature: ${status}`
  if (!isSignedBy(publishers, subject)) return `it is signed by ${subject ?? 'nobody'}`
  if (wanted !== undefined && version !== wanted) return `it was signed as version ${version || 'unknown'}`
  return undefined
}

/** A publisher is known by a whole name, of which each part must be the signer's, or by a common name alone. */
export function isSignedBy(publishers: readonly string[], subject: string | null): boolean {
  return subject !== null && publishers.some((publisher) => isSigner(publisher, subject))
}

function isSigner(publisher: string, subject: string): boolean {
  const signer = partsOf(subject)
  const wanted = publisher.includes('=') ? partsOf(publisher) : new Map([['CN', publisher]])
  return wanted.size > 0 && [...wanted].every(([key, value]) => signer.get(key) === value)
}

/** `CN="Example, Ltd.", O=Example` (RFC 4514 as .NET writes it: quotes around what holds a comma, doubled within). */
function partsOf(name: string): Map<string, string> {
  const parts = name.matchAll(/\s*([A-Za-z0-9.]+)=("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)
  return new Map(
    [...parts].map(([, key = '', value = '']) => [
      key.toUpperCase(),
      value.startsWith('"') ? value.slice(1, -1).replace(/""/g, '"') : value.trim(),
    ]),
  )
}

import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { isSignedBy, type Signature } from './signature.policy.ts'
import { isOlder, isVersion } from './version.policy.ts'

/** What a file consists of. */
export interface Bytes {
  size: number
  /** Base64, as electron-updater's metadata has it. */
  sha512: string
}

/** What is known of an installer by whoever wants it run. */
export interface WantedInstaller {
  /** Its name, for people. */
  file: string
  /** As which version it was offered. */
  version?: string | undefined
  size?: number | undefined
  sha512?: string | undefined
  /** Going back is meant. */
  mayBeOlder: boolean
}

/** The copy holds what was published. Refuses with UPDATE_CHANGED. */
export function assertPublished(copied: Bytes, { file, sha512, size }: WantedInstaller): void {
  if (size !== undefined && size !== copied.size) throw new Refusal('UPDATE_CHANGED', { file })
  if (sha512 !== undefined && sha512 !== copied.sha512) throw new Refusal('UPDATE_CHANGED', { file })
}

interface Installed extends Pick<Signature, 'status' | 'subject' | 'product'> {
  version: string
}

/**
 * The version of an installer that may take the installed program's place: its maker has signed it, as a newer version of the same product.
 * What could not be found out counts as wrong. Refuses with UPDATE_PROGRAM_UNSIGNED, UPDATE_UNSIGNED, UPDATE_OTHER_PUBLISHER,
 * UPDATE_OTHER_PRODUCT, UPDATE_OTHER_VERSION or UPDATE_NOT_NEWER.
 */
export function acceptInstaller(
  installer: Signature,
  installed: Installed,
  { file, mayBeOlder, version: wanted }: WantedInstaller,
): string {
  if (installed.status !== 'Valid' || installed.subject === null)
    throw new Refusal('UPDATE_PROGRAM_UNSIGNED', { status: said(installed.status) })
  if (installer.status !== 'Valid' || installer.subject === null)
    throw new Refusal('UPDATE_UNSIGNED', { file, status: said(installer.status) })
  if (!isSignedBy([installed.subject], installer.subject))
    throw new Refusal('UPDATE_OTHER_PUBLISHER', { file, publisher: installer.subject, wanted: installed.subject })
  const { product, version } = installer
  if (product === null || product === '' || product !== installed.product || version === null || !isVersion(version))
    throw new Refusal('UPDATE_OTHER_PRODUCT', { file, product: [product, version].filter(Boolean).join(' ') || 'nothing' })
  if (wanted !== undefined && version !== wanted) throw new Refusal('UPDATE_OTHER_VERSION', { file, version, wanted })
  if (!isOlder(installed.version, version) && !mayBeOlder)
    throw new Refusal('UPDATE_NOT_NEWER', { file, version, installed: installed.version })
  return version
}

/** Valid, and yet nobody's: there is no name to go by. */
const said = (status: string) => (status === 'Valid' ? 'it names nobody' : status)

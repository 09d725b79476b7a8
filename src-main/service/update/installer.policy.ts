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

interface Installed extends Omit<Signature, 'version'> {
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
  const [maker, signer] = [signerOf(installed), signerOf(installer)]
  if ('fault' in maker) throw new Refusal('UPDATE_PROGRAM_UNSIGNED', { status: maker.fault })
  if ('fault' in signer) throw new Refusal('UPDATE_UNSIGNED', { file, status: signer.fault })
  if (!isSignedBy([maker.subject], signer.subject))
    throw new Refusal('UPDATE_OTHER_PUBLISHER', { file, publisher: signer.subject, wanted: maker.subject })
  const { product, version } = installer
  if (product === null || product === '' || product !== installed.product || version === null || !isVersion(version))
    throw new Refusal('UPDATE_OTHER_PRODUCT', { file, product: [product, version].filter(Boolean).join(' ') || 'nothing' })
  if (wanted !== undefined && version !== wanted) throw new Refusal('UPDATE_OTHER_VERSION', { file, version, wanted })
  if (!isOlder(installed.version, version) && !mayBeOlder)
    throw new Refusal('UPDATE_NOT_NEWER', { file, version, installed: installed.version })
  return version
}

/** Valid, and yet nobody's; or only for the person: what is believed here is run with an administrator's rights. */
function signerOf({ isOfMachine, status, subject }: Omit<Signature, 'version'>): { subject: string } | { fault: string } {
  if (status !== 'Valid') return { fault: status }
  if (subject === null) return { fault: 'it names nobody' }
  return isOfMachine ? { subject } : { fault: 'nobody vouches for it whom the whole computer trusts' }
}

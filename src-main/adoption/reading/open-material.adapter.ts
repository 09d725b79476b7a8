import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { readBundle, readChain } from '../../certificates/reading/read-bundle.ts'
import type { Material } from './candidate.port.ts'
import type { ForeignFolder } from './foreign-folder.adapter.ts'
import { limits, strange } from './text.policy.ts'

export interface MaterialFiles {
  /** Leaf, with or without its chain: PEM, or a PFX that holds the key too. */
  certificate: string
  /** Further certificates; those that are not there are done without. */
  chain?: string[] | undefined
  /** The key, where it has a file of its own. */
  key?: string | undefined
  /** Tried in order; none at all means that nothing is protected. */
  passwords?: string[]
  /** Known beforehand to stand in the way of the key, and said when it does. */
  trouble?: Refusal | undefined
}

/**
 * Certificates and key of one candidate. Refuses with ADOPTION_* when not even the certificate can be read; when only
 * the key cannot, that is part of the answer.
 */
export async function openMaterial(folder: ForeignFolder, files: MaterialFiles): Promise<Material> {
  const certificate = await readOrRefuse(folder, files.certificate)
  const chain = (await Promise.all((files.chain ?? []).map((file) => folder.read(file, limits.pem)))).filter((bytes) => bytes !== undefined)
  const key = files.key === undefined ? undefined : await keyBytes(folder, files.key)
  const all = key instanceof Buffer ? [certificate, ...chain, key] : [certificate, ...chain]
  try {
    const { certificatePem, chainPem, privateKeyPem, keyType } = await withPasswords(files, (password) => readBundle(all, password))
    return { certificatePem, chainPem, key: { privateKeyPem, keyType } }
  } catch (error) {
    if (!isRefusal(error)) throw error
    // A PFX that does not open hides its certificate too; a key in a file of its own hides nothing.
    const open = await withPasswords(files, (password) => readChain([certificate, ...chain], password)).catch(async (cause: unknown) => {
      if (!isRefusal(cause)) throw cause
      const isChain = await readChain([certificate], files.passwords?.[0]).then(
        () => true,
        () => false,
      )
      // The key was left out here, so it is not to blame.
      const read = { certificate: (isChain ? files.chain?.[0] : undefined) ?? files.certificate }
      throw (isRefusal(cause, ...locked) && files.trouble) || inOurWords(cause, read)
    })
    const trouble = key instanceof Refusal ? key : (files.trouble ?? inOurWords(error, files))
    return { ...open, key: { trouble } }
  }
}

const locked = ['BUNDLE_PASSWORD_NEEDED', 'BUNDLE_PASSWORD_WRONG'] as const

async function withPasswords<T>({ passwords = [] }: MaterialFiles, read: (password: string | undefined) => Promise<T>): Promise<T> {
  const [first, ...others] = passwords
  try {
    return await read(first)
  } catch (error) {
    if (others.length === 0 || !isRefusal(error, ...locked)) throw error
    return withPasswords({ certificate: '', passwords: others }, read)
  }
}

async function readOrRefuse(folder: ForeignFolder, file: string): Promise<Buffer> {
  const bytes = await folder.read(file, limits.pfx)
  if (!bytes) throw new Refusal('ADOPTION_FILE_MISSING', { file })
  return bytes
}

/** A key that cannot be read must not hide the certificate. */
async function keyBytes(folder: ForeignFolder, file: string): Promise<Buffer | Refusal> {
  try {
    const bytes = await folder.read(file, limits.pem)
    return bytes ?? new Refusal('ADOPTION_KEY_MISSING', { reason: `${file} is not there` })
  } catch (error) {
    if (isRefusal(error)) return error
    throw error
  }
}

/** The reader of bytes knows no files: here they get their names. */
function inOurWords(error: Refusal, files: MaterialFiles): Refusal {
  const file = files.key ?? files.certificate
  switch (error.code) {
    case 'BUNDLE_PASSWORD_NEEDED':
    case 'BUNDLE_PASSWORD_WRONG':
      return new Refusal('ADOPTION_PASSWORD_WRONG', { file }, { cause: error })
    case 'BUNDLE_KEY_MISMATCH':
      return new Refusal('ADOPTION_KEY_FOREIGN', { file }, { cause: error })
    case 'BUNDLE_NO_KEY':
      return new Refusal('ADOPTION_KEY_MISSING', { reason: `${file} holds none` }, { cause: error })
    case 'BUNDLE_NO_CERTIFICATE':
      return strange(files.certificate, 'there is no certificate in it', error)
    case 'BUNDLE_UNREADABLE':
      return strange(file, 'it is neither a certificate nor a key that can be read', error)
    case 'BUNDLE_CIPHER_UNSUPPORTED':
      return strange(file, `it is encrypted in a way that is not known here (${error.data.cipher ?? ''})`, error)
    default:
      return error
  }
}

import { X509Certificate } from 'node:crypto'
import { access, mkdir, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { asDiskRefusal } from '../system/files/disk-refusal.policy.ts'
import { thumbprintOf } from '../system/x509/certificates.policy.ts'
import { bundleFault, chainFaultOf } from './bundle-check.policy.ts'
import { filePointer, linkPointer, orMissing } from './current-pointer.adapter.ts'
import { folderOf, nameOf } from './folder-names.policy.ts'
import type { CertificateStore, InstalledCertificate, KeyAndChain, NamedChain, Thumbprint } from './store.port.ts'
import { keyBeside, loadVersion, mendVersion, readVersion, removeVersion, stampOfVersion, writeVersion } from './version-folder.adapter.ts'

export interface DirectoryStoreOptions {
  folder: string
  /** How `current` is said: by a symbolic link, or in a file where links need rights (Windows). */
  current?: 'link' | 'file'
}

/**
 * Certificates as files: `<folder>/<name>/versions/<thumbprint>/{privkey,cert,chain,fullchain}.pem` and, beside
 * `versions`, `current`. One process writes at a time (the data folder's lock sees to that); any number read.
 */
export function createDirectoryStore({
  folder,
  current = process.platform === 'win32' ? 'file' : 'link',
}: DirectoryStoreOptions): CertificateStore {
  const pointer = current === 'link' ? linkPointer : filePointer
  let last: Promise<unknown> = Promise.resolve()

  /** Writers stand in line: one sweeps what another has not finished, otherwise. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work).catch((error: unknown) => {
      throw asStoreRefusal(error, folder)
    })
    last = mine.catch(() => undefined)
    return mine
  }

  const reading = <T>(result: Promise<T>): Promise<T> =>
    result.catch((error: unknown) => {
      throw asStoreRefusal(error, folder)
    })

  const refuse = (reason: string) => new Refusal('STORE_FAILED', { store: folder, reason })

  async function folderWith(thumbprint: Thumbprint): Promise<string | undefined> {
    if (!/^[0-9A-F]{40}$/.test(thumbprint)) return undefined
    for (const name of (await orMissing(readdir(folder))) ?? []) {
      const version = join(folder, name, 'versions', thumbprint)
      if (await orMissing(access(version).then(() => true))) return version
    }
    return undefined
  }

  async function find(thumbprint: Thumbprint): Promise<InstalledCertificate | undefined> {
    const version = await folderWith(thumbprint)
    return version === undefined ? undefined : readVersion(version)
  }

  async function load(thumbprint: Thumbprint): Promise<KeyAndChain | undefined> {
    const version = await folderWith(thumbprint)
    if (version === undefined) return undefined
    if (!(await readVersion(version))?.hasKey) throw refuse('the key of the certificate is missing')
    return loadVersion(version, nameOf(basename(nameFolderOf(version))))
  }

  async function install(bundle: KeyAndChain): Promise<InstalledCertificate> {
    const fault = bundleFault(bundle)
    if (fault) throw refuse(fault)
    const name = folderOf(bundle.name)
    if (!name) throw refuse(`“${bundle.name}” is not a name certificates are filed under`)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const version = join(folder, name, 'versions', thumbprintOf(new X509Certificate(bundle.certificatePem)))
    await writeVersion(version, bundle)
    const installed = await readVersion(version)
    if (!installed?.hasKey) throw refuse('what was written could not be read back')
    return installed
  }

  async function mend(chain: NamedChain) {
    const fault = chainFaultOf(chain)
    if (fault) throw refuse(fault)
    const version = await folderWith(thumbprintOf(new X509Certificate(chain.certificatePem)))
    const privateKeyPem = version && (await keyBeside(version, chain.certificatePem))
    if (version === undefined || privateKeyPem === undefined) return undefined
    const wasDamaged = await mendVersion(version, { ...chain, privateKeyPem })
    const installed = await readVersion(version)
    return installed && { ...installed, wasDamaged }
  }

  async function stamp(name: string, thumbprint: Thumbprint): Promise<string | undefined> {
    const named = folderOf(name)
    if (!named) return undefined
    const version = await stampOfVersion(join(folder, named, 'versions', thumbprint))
    return version && `${version} ${await pointer.read(join(folder, named)).catch(() => undefined)}`
  }

  return {
    kind: 'directory',
    install: (bundle) => inTurn(() => install(bundle)),
    mend: (chain) => inTurn(() => mend(chain)),
    stamp,
    find: (thumbprint) => reading(find(thumbprint)),
    load: (thumbprint) => reading(load(thumbprint)),
    makeCurrent: (thumbprint) =>
      inTurn(async () => {
        const version = await folderWith(thumbprint)
        if (!version || !(await readVersion(version))?.hasKey)
          throw refuse(`the certificate ${thumbprint} is not in the store with its key`)
        await pointer.write(nameFolderOf(version), thumbprint)
      }),
    async current(name) {
      const named = folderOf(name)
      const thumbprint = named && (await reading(pointer.read(join(folder, named))))
      return thumbprint && (await find(thumbprint)) ? thumbprint : undefined
    },
    remove: (thumbprint) =>
      inTurn(async () => {
        const version = await folderWith(thumbprint)
        if (!version) return
        if ((await pointer.read(nameFolderOf(version))) === thumbprint) await pointer.clear(nameFolderOf(version))
        await removeVersion(version)
      }),
  }
}

const nameFolderOf = (version: string) => dirname(dirname(version))

/** The disk's errors become the store's; a defect stays what it is. */
function asStoreRefusal(error: unknown, folder: string): unknown {
  if (error instanceof Refusal && error.code !== 'DATA_FOLDER_UNWRITABLE') return error
  const disk = error instanceof Refusal ? error : asDiskRefusal(error, folder)
  if (disk?.code === 'DISK_FULL') return disk
  const reason = disk?.data.reason ?? (error instanceof Error && 'code' in error ? String(error.code) : undefined)
  return reason === undefined ? error : new Refusal('STORE_FAILED', { store: folder, reason }, { cause: error })
}

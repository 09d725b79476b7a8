import { X509Certificate } from 'node:crypto'
import { access, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { createInTurn } from '../system/in-turn.ts'
import { thumbprintOf } from '../system/x509/certificates.policy.ts'
import { bundleFault, chainFaultOf } from './bundle-check.policy.ts'
import { filePointer, linkPointer } from './current-pointer.adapter.ts'
import { folderOf } from './folder-names.policy.ts'
import { asStoreRefusal } from './obstacle.adapter.ts'
import { orMissing } from './or-missing.ts'
import { closeToOthers, refuseForeignFolders } from './private-keys.adapter.ts'
import { signedBy } from './signatures.ts'
import type { CertificateStore, InstalledCertificate, KeyAndChain, NamedChain, Thumbprint } from './store.port.ts'
import { isThumbprint } from './version-files.policy.ts'
import {
  damagedFiles,
  keyBeside,
  loadVersion,
  mendVersion,
  readChain,
  readVersion,
  removeVersion,
  stampOfVersion,
  writeVersion,
} from './version-folder.adapter.ts'

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
  current: pointedBy = process.platform === 'win32' ? 'file' : 'link',
}: DirectoryStoreOptions): CertificateStore {
  const pointer = pointedBy === 'link' ? linkPointer : filePointer

  /** Writers stand in line: one sweeps what another has not finished, otherwise. */
  const queue = createInTurn()
  const inTurn = <T>(work: () => Promise<T>) => queue(() => reading(work()))

  const reading = <T>(result: Promise<T>): Promise<T> =>
    result.catch(async (error: unknown) => {
      throw await asStoreRefusal(error, folder)
    })

  const refuse = (reason: string) => new Refusal('STORE_FAILED', { store: folder, reason })

  /** The folder of a name; undefined for what nothing is filed under. */
  function nameFolder(name: string): string | undefined {
    const named = folderOf(name)
    return named === undefined ? undefined : join(folder, named)
  }

  function versionFolder(name: string, thumbprint: Thumbprint): string | undefined {
    const named = nameFolder(name)
    return named !== undefined && isThumbprint(thumbprint) ? join(named, 'versions', thumbprint) : undefined
  }

  /** Under its own name alone: no program looks into a copy beside it, or into a folder that was moved. */
  async function folderWith(name: string, thumbprint: Thumbprint): Promise<string | undefined> {
    const version = versionFolder(name, thumbprint)
    return version && (await orMissing(access(version).then(() => version)))
  }

  async function find(name: string, thumbprint: Thumbprint): Promise<InstalledCertificate | undefined> {
    const version = versionFolder(name, thumbprint)
    const found = version === undefined ? undefined : await readVersion(version)
    return found?.thumbprint === thumbprint ? found : undefined
  }

  async function read(name: string, thumbprint: Thumbprint): Promise<NamedChain | undefined> {
    const version = await folderWith(name, thumbprint)
    return version !== undefined && (await find(name, thumbprint)) ? readChain(version, canonicalName(name)) : undefined
  }

  async function sign(name: string, thumbprint: Thumbprint, data: Uint8Array): Promise<Uint8Array | undefined> {
    const bundle = await load(name, thumbprint)
    return bundle && signedBy(bundle.privateKeyPem, data)
  }

  async function load(name: string, thumbprint: Thumbprint): Promise<KeyAndChain | undefined> {
    const version = await folderWith(name, thumbprint)
    if (version === undefined) return undefined
    const found = await find(name, thumbprint)
    if (!found?.hasKey)
      throw refuse(found ? 'the key of the certificate is missing, or another one' : 'the certificate beside the key is missing')
    return loadVersion(version, canonicalName(name))
  }

  async function install(bundle: KeyAndChain): Promise<InstalledCertificate> {
    const fault = bundleFault(bundle)
    if (fault) throw refuse(fault)
    const version = versionFolder(bundle.name, thumbprintOf(new X509Certificate(bundle.certificatePem)))
    if (version === undefined) throw refuse(`“${bundle.name}” is not a name certificates are filed under`)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeVersion(version, bundle)
    const installed = await readVersion(version)
    if (!installed?.hasKey) throw refuse('what was written could not be read back')
    return installed
  }

  /** The folder in which the version lies with its own key, and that key. */
  async function withItsKey({ name, certificatePem }: NamedChain): Promise<{ version: string; privateKeyPem: string } | undefined> {
    const version = await folderWith(name, thumbprintOf(new X509Certificate(certificatePem)))
    const privateKeyPem = version && (await keyBeside(version, certificatePem))
    return version === undefined || privateKeyPem === undefined ? undefined : { version, privateKeyPem }
  }

  async function mend(chain: NamedChain) {
    const fault = chainFaultOf(chain)
    if (fault) throw refuse(fault)
    const found = await withItsKey(chain)
    if (!found) return undefined
    const { version, privateKeyPem } = found
    const wasDamaged = await mendVersion(version, { ...chain, privateKeyPem })
    const installed = await readVersion(version)
    return installed && { ...installed, wasDamaged }
  }

  async function damaged(chain: NamedChain): Promise<string[] | undefined> {
    const found = await withItsKey(chain)
    if (!found) return undefined
    const { version, privateKeyPem } = found
    await refuseForeignFolders(dirname(version))
    const files: string[] = []
    for await (const { name } of damagedFiles(version, { ...chain, privateKeyPem })) files.push(name)
    return files
  }

  async function keepKeysPrivate(name: string) {
    const named = nameFolder(name)
    return named === undefined ? undefined : closeToOthers(join(named, 'versions'))
  }

  async function stamp(name: string, thumbprint: Thumbprint): Promise<string | undefined> {
    const version = versionFolder(name, thumbprint)
    if (version === undefined) return undefined
    const current = await pointer.read(nameFolderOf(version)).catch(() => undefined)
    return current === thumbprint ? stampOfVersion(version) : undefined
  }

  async function current(name: string): Promise<Thumbprint | undefined> {
    const named = nameFolder(name)
    const thumbprint = named && (await pointer.read(named))
    return thumbprint && (await find(name, thumbprint)) ? thumbprint : undefined
  }

  async function makeCurrent(name: string, thumbprint: Thumbprint): Promise<void> {
    const version = versionFolder(name, thumbprint)
    if (!version || !(await find(name, thumbprint))?.hasKey) throw refuse(`the certificate ${thumbprint} is not in the store with its key`)
    await pointer.write(nameFolderOf(version), thumbprint)
  }

  async function remove(name: string, thumbprint: Thumbprint): Promise<string[]> {
    const version = await folderWith(name, thumbprint)
    if (!version) return []
    // What lies in the pointer's place must not keep a key here.
    const isCurrent = (await pointer.read(nameFolderOf(version)).catch(() => undefined)) === thumbprint
    if (isCurrent) await pointer.clear(nameFolderOf(version))
    return removeVersion(version)
  }

  return {
    kind: 'directory',
    place: folder,
    // Programs read the file themselves.
    holdsKeys: false,
    install: (bundle) => inTurn(() => install(bundle)),
    mend: (chain) => inTurn(() => mend(chain)),
    damaged: (chain) => reading(damaged(chain)),
    keepKeysPrivate: (name) => inTurn(() => keepKeysPrivate(name)),
    stamp,
    find: (name, thumbprint) => reading(find(name, thumbprint)),
    read: (name, thumbprint) => reading(read(name, thumbprint)),
    sign: (name, thumbprint, data) => reading(sign(name, thumbprint, data)),
    load: (name, thumbprint) => reading(load(name, thumbprint)),
    makeCurrent: (name, thumbprint) => inTurn(() => makeCurrent(name, thumbprint)),
    current: (name) => reading(current(name)),
    remove: (name, thumbprint) => inTurn(() => remove(name, thumbprint)),
  }
}

const nameFolderOf = (version: string) => dirname(dirname(version))

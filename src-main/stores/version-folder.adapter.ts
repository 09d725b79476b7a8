import { randomUUID, X509Certificate } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { syncFolder, writeFileAtomically, writeNewFile } from '../system/files/atomic-file.adapter.ts'
import { keyMatches, splitCertificates, thumbprintOf } from '../system/x509/certificates.policy.ts'
import { placeTaken } from './obstacle.adapter.ts'
import { orMissing, orOutOfReach } from './or-missing.ts'
import type { InstalledCertificate, KeyAndChain, NamedChain } from './store.port.ts'
import { certificateFile, chainFile, fullchainFile, isOurs, keyFile, type VersionFile, versionFiles } from './version-files.policy.ts'

/** Folders that are not versions, or no longer: made by a write or a removal, left behind by a crash. */
const unfinished = /^\.(new|gone)-[0-9a-f-]{36}$/

/** Brings a whole version into being in one step: a reader sees all files or no folder. */
export async function writeVersion(folder: string, bundle: KeyAndChain): Promise<void> {
  const versions = dirname(folder)
  await mkdir(versions, { recursive: true, mode: 0o700 })
  await sweep(versions)
  if (await orMissing(readdir(folder))) {
    await mendVersion(folder, bundle)
    return
  }
  const temporary = join(versions, `.new-${randomUUID()}`)
  try {
    await mkdir(temporary, { mode: 0o700 })
    for (const { name, text, mode } of versionFiles(bundle)) await writeNewFile(join(temporary, name), text, mode)
    await syncFolder(temporary)
    await rename(temporary, folder)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
    throw error
  }
  for (const parent of [versions, dirname(versions), dirname(dirname(versions))]) await syncFolder(parent)
}

/**
 * Out of sight in one step, then gone: a crash in between leaves nothing that could be taken for a version. What a person has
 * laid beside its files is not ours to remove: it stays where it is, and its paths are answered.
 */
export async function removeVersion(folder: string): Promise<string[]> {
  const versions = dirname(folder)
  const others = await othersIn(folder)
  if (others.length === 0) await rename(folder, join(versions, `.gone-${randomUUID()}`))
  else await removeOurs(folder)
  await syncFolder(versions)
  await sweep(versions)
  return others
}

/** What lies in a version's folder; undefined when there is no certificate in it. Throws where what has its place is none. */
export async function readVersion(folder: string): Promise<InstalledCertificate | undefined> {
  const pem = await readText(join(folder, certificateFile))
  if (pem === undefined) return undefined
  const certificate = new X509Certificate(pem)
  const key = await readText(join(folder, keyFile))
  return {
    thumbprint: thumbprintOf(certificate),
    notAfter: certificate.validToDate.getTime(),
    location: join(folder, fullchainFile),
    keyLocation: join(folder, keyFile),
    hasKey: key !== undefined && keyMatches(certificate, key),
  }
}

/** Key and chain (PEM) as they lie in a version's folder. Throws ENOENT when a file of it is missing. */
export async function loadVersion(folder: string, name: string): Promise<KeyAndChain> {
  const [privateKeyPem, chain] = await Promise.all([readFile(join(folder, keyFile), 'utf8'), readChain(folder, name)])
  return { ...chain, privateKeyPem }
}

/** The same without the key. */
export async function readChain(folder: string, name: string): Promise<NamedChain> {
  const [certificatePem = '', chain = ''] = await Promise.all(
    [certificateFile, chainFile].map((file) => readFile(join(folder, file), 'utf8')),
  )
  return { name, certificatePem, chainPem: splitCertificates(chain) }
}

/**
 * The same leaf again: what is missing, damaged, another user's alone or has another chain is replaced, file by file. Answers
 * whether any was.
 */
export async function mendVersion(folder: string, bundle: KeyAndChain): Promise<boolean> {
  let wasDamaged = false
  const read = (file: string) => orOutOfReach(readText(file))
  for await (const { name, text, mode } of damagedFiles(folder, bundle, read)) {
    wasDamaged = true
    await writeFileAtomically(join(folder, name), text, mode)
  }
  return wasDamaged
}

/** The files that are missing, damaged or of another chain, as they should be; each is looked at when it is asked for. */
export async function* damagedFiles(folder: string, bundle: KeyAndChain, read = readText): AsyncGenerator<VersionFile, void> {
  for (const file of versionFiles(bundle)) if ((await read(join(folder, file.name))) !== file.text) yield file
}

/** The key (PEM) in a version's folder, where it is the one of this certificate. */
export async function keyBeside(folder: string, certificatePem: string): Promise<string | undefined> {
  const key = await readText(join(folder, keyFile))
  return key !== undefined && keyMatches(new X509Certificate(certificatePem), key) ? key : undefined
}

/** Which files these are, when they were written last and who may read them; undefined when one is missing or cannot be looked at. */
export async function stampOfVersion(folder: string): Promise<string | undefined> {
  const files = [keyFile, certificateFile, chainFile, fullchainFile].map((file) => stat(join(folder, file)))
  return Promise.all([stat(folder), ...files]).then(
    ([own, ...stats]) =>
      [`${own.mode}:${own.uid}`, ...stats.map(({ ino, mode, mtimeMs, size, uid }) => `${ino}:${size}:${mtimeMs}:${mode}:${uid}`)].join(' '),
    () => undefined,
  )
}

/** Undefined when there is no such file. Refuses with STORE_PLACE_TAKEN where a folder has its place: the system's own error does not say where. */
async function readText(file: string): Promise<string | undefined> {
  return orMissing(readFile(file, 'utf8')).catch((error: unknown) => {
    throw systemErrorCode(error) === 'EISDIR' ? placeTaken(file, error) : error
  })
}

async function sweep(versions: string): Promise<void> {
  for (const found of await readdir(versions, { withFileTypes: true })) {
    if (!found.isDirectory() || !unfinished.test(found.name)) continue
    const folder = join(versions, found.name)
    await removeOurs(folder)
    if ((await othersIn(folder)).length === 0) await rmdir(folder)
  }
}

const isOneOfOurs = (found: Dirent) => isOurs(found.name) && !found.isDirectory()

async function othersIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true })
  return found.filter((each) => !isOneOfOurs(each)).map(({ name }) => join(folder, name))
}

async function removeOurs(folder: string): Promise<void> {
  for (const found of await readdir(folder, { withFileTypes: true }))
    if (isOneOfOurs(found)) await rm(join(folder, found.name), { force: true })
  await syncFolder(folder)
}

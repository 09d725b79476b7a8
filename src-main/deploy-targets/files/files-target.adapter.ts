import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { isDiskFull, systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { z } from 'zod'
import type { KeyAndChain, Thumbprint } from '../../stores/store.port.ts'
import type { RandomBytes } from '../../system/random.port.ts'
import { thumbprintOf } from '../../system/x509/certificates.policy.ts'
import type { GivenMemory } from '../given-memory.port.ts'
import { refuseUnsafeFile, refuseUnsafeFolder, type Surroundings } from '../places/refuse-unsafe.adapter.ts'
import type { DeployTarget } from '../target.port.ts'
import { contentFor, goesWith, leafIn } from './file-content.ts'
import { type FilesSettings, holdsKey, keptEnding, leafFile, modeOf } from './files.policy.ts'
import { forgetKept, isKeptFromBefore, keepWhatWasThere, putBackWhatWasThere } from './kept-files.adapter.ts'
import { replaceFiles } from './replace-files.adapter.ts'
import { isThere } from './second-name.adapter.ts'
import { withStage } from './stage.adapter.ts'

export interface FilesTargetNeeds {
  id: string
  label: string
  around: Surroundings
  memory: GivenMemory
  /** Of the PFX file; undefined where there is none. */
  password(): Promise<string | undefined>
  random: RandomBytes
}

const closed = z.object({ closed: z.literal(true) })

/** Files in the forms that programs read. Nobody can connect to one: what lies there is read back. */
export function createFilesTarget(
  settings: FilesSettings,
  { around, id, label, memory, password, random }: FilesTargetNeeds,
): DeployTarget {
  const { files, folder, owner, readers = [] } = settings
  const names = files.map(({ name }) => name)

  async function safely<T>(work: () => Promise<T>): Promise<T> {
    try {
      await refuseUnsafeFolder(folder, around)
      for (const name of names) await refuseUnsafeFile(join(folder, name))
      return await work()
    } catch (error) {
      const code = systemErrorCode(error)
      if (error instanceof Refusal || code === undefined) throw error
      const reason = isDiskFull(error) ? `the disk of ${folder} is full` : `the files in ${folder} could not be read or written (${code})`
      throw new Refusal('TARGET_FAILED', { target: label, reason }, { cause: error })
    }
  }

  async function protect(file: string): Promise<void> {
    if (around.platform === 'win32') await around.powershell?.run({ script: 'secrets/close-file', data: { file, readers }, answer: closed })
  }

  /** A folder of Windows has the rights of the one above it until it is told otherwise. */
  async function close(stage: string): Promise<void> {
    if (around.platform === 'win32')
      await around.powershell?.run({ script: 'secrets/close-folder', data: { folder: stage }, answer: closed })
  }
  const staged = (work: (stage: string) => Promise<void>) => withStage({ folder, names, close }, work)

  /** Undefined where anything of it is missing, damaged, of another certificate, or has rights that it should not have. */
  async function bound(): Promise<Thumbprint | undefined> {
    const secret = await password()
    const [first] = [leafFile(settings)]
    if (!first || !(await Promise.all(names.map((name) => isThere(join(folder, name))))).every(Boolean)) return undefined
    const leaf = await leafIn(first.content, await readFile(join(folder, first.name)), secret)
    if (!leaf) return undefined
    for (const file of files) {
      const path = join(folder, file.name)
      if (!(await goesWith(leaf, file.content, await readFile(path), secret))) return undefined
      const { gid, mode, uid } = await stat(path)
      if (around.platform === 'win32') continue
      if ((mode & 0o7777) !== modeOf(file) || (owner && (uid !== owner.user || gid !== owner.group))) return undefined
    }
    return thumbprintOf(leaf)
  }

  async function bind(bundle: KeyAndChain, thumbprint: Thumbprint): Promise<void> {
    const secret = await password()
    const fresh = await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        mode: modeOf(file),
        bytes: await contentFor(file.content, bundle, secret, random),
      })),
    )
    await staged(async (stage) => {
      // Once, before the first of them is written: from then on what lies there is this program's.
      if ((await memory.get()) === null) await keepWhatWasThere(folder, names, stage)
      await memory.set('')
      await replaceFiles(fresh, { folder, stage, owner, protect })
    })
    await memory.set(thumbprint)
  }

  return {
    id,
    label,
    seenBy: 'reading-back',
    address: () => undefined,
    bound: () => safely(bound),
    bind: (bundle, thumbprint) => safely(() => bind(bundle, thumbprint)),
    preview: (thumbprint) =>
      safely(async () => {
        if ((await bound()) === thumbprint) return []
        const isFirst = (await memory.get()) === null
        return Promise.all(
          files.map(async (file) => {
            const path = join(folder, file.name)
            const also = isFirst && (await isKeptFromBefore(folder, file.name)) ? 'change.file-numbered' : ''
            const key = holdsKey(file) ? 'content.with-key' : ''
            const facts = { path, content: `content.${file.content}`, key, also, kept: file.name + keptEnding }
            if (!(await isThere(path))) return saying('change.file-made', facts)
            return saying(isFirst ? 'change.file-kept' : 'change.file-replaced', facts)
          }),
        )
      }),
    takeBack: () =>
      safely(async () => {
        // Nothing of this program's lies there.
        if ((await memory.get()) === null) return
        await staged((stage) => putBackWhatWasThere(folder, names, stage))
        // Only then: whoever is cut off before this begins again, and needs what was kept.
        await memory.set(null)
        await forgetKept(folder, names)
      }),
  }
}

import { win32 } from 'node:path'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { closeToOthers, onlyAdministrators } from '../data-folder.policy.ts'
import { liesBelow, lookForProgramFiles, programFilesIn } from '../program-folder.policy.ts'
import { accept, look, readService } from '../service-control.policy.ts'
import type { WindowsHost } from '../windows-host.port.ts'
import { acceptInstaller, assertPublished, type Bytes, type WantedInstaller } from './installer.policy.ts'
import type { Signature } from './signature.policy.ts'
import {
  asideName,
  installerName,
  leftBehind,
  planName,
  temporaryName,
  type UpdatePlaces,
  updateFolderOf,
  updatePlan,
  watchArguments,
  watchName,
} from './update-plan.policy.ts'
import { readRecord, type UpdateRecord, writtenRecord } from './update-record.policy.ts'

interface Needs {
  host: WindowsHost
  places: UpdatePlaces
  /** Of the installed program. */
  version: string
  /** Copies what a file holds. Refuses with INPUT_FILE_UNREADABLE. */
  copy(from: string, to: string): Promise<Bytes>
  readSignature(file: string): Promise<Signature>
  /** Whom else than administrators and the system could change what lies in a folder, in words. */
  otherWriters(folder: string): Promise<string | undefined>
  /** Whether the service is in the middle of a run. */
  isAtWork(): Promise<boolean>
  /** The packaged script that sees an update through. */
  watchScript: string
  /** Has it begin, with these arguments, in that folder. */
  begin(watchArguments: string, place: string): Promise<void>
  now(): Instant
}

export interface WantedUpdate extends Omit<WantedInstaller, 'file'> {
  /** The installer, wherever it lies. */
  file: string
  /** Even in the middle of a run, which goes on afterwards where it was. */
  evenDuringRun: boolean
  startsAgain: boolean
}

/**
 * Puts a new version in the place of a program that is everybody's. The installer is copied to where only administrators write, and looked
 * at there: what is looked at is what is run, whoever may write where it came from.
 */
export function createServiceUpdate(needs: Needs) {
  const { begin, copy, host, isAtWork, now, otherWriters, places, readSignature, version: from, watchScript } = needs

  /** New and closed, and this update's alone: another one's could hold another file by the time it is run. */
  async function closedFolder(): Promise<string> {
    const programFiles = programFilesIn(await host.call(lookForProgramFiles))
    if (programFiles === undefined || !liesBelow(programFiles, places.program))
      throw new Refusal('SERVICE_PROGRAM_OPEN', { folder: places.programFolder })
    if (!(await host.exists(places.program))) throw new Refusal('SERVICE_NOT_PACKAGED', { file: places.program })
    const folder = win32.join(programFiles, updateFolderOf(now()))
    await host.makeFolder(folder).catch(onlyAdministrators)
    try {
      for (const call of closeToOthers(folder)) accept('close a folder for', await host.call(call))
      const reason = await otherWriters(folder)
      if (reason !== undefined) throw new Refusal('UPDATE_FOLDER_OPEN', { folder, reason })
      return folder
    } catch (error) {
      // What cannot be removed now is found by a later update.
      await host.remove(folder).catch(() => undefined)
      throw error
    }
  }

  /** Whatever updates have left there, by whichever accident. What something runs in cannot be moved, and stays for the next one. */
  async function withoutLeftovers(programFiles: string): Promise<void> {
    const { aside, over } = leftBehind(await host.list(programFiles).catch(() => []), now())
    const remove = (name: string) => host.remove(win32.join(programFiles, name)).catch(() => undefined)
    for (const name of aside) await remove(name)
    for (const name of over) {
      const isMoved = await host.rename(win32.join(programFiles, name), win32.join(programFiles, asideName(name))).then(
        () => true,
        () => false,
      )
      if (isMoved) await remove(asideName(name))
    }
  }

  /** What runs cannot be moved: then nothing of it must be removed either. */
  async function withoutEarlier(earlier: string): Promise<void> {
    if (!(await host.exists(earlier))) return
    const aside = asideName(earlier)
    await host.rename(earlier, aside).catch((error: unknown) => {
      throw systemErrorCode(error) === undefined ? error : new Refusal('UPDATE_UNDER_WAY', { folder: earlier }, { cause: error })
    })
    await host.remove(aside).catch(() => undefined)
  }

  async function checked(folder: string, wanted: WantedUpdate): Promise<string> {
    const installer = win32.join(folder, installerName)
    const named = { ...wanted, file: win32.basename(wanted.file) }
    assertPublished(await copy(wanted.file, installer), named)
    const program = await readSignature(places.program)
    const version = acceptInstaller(await readSignature(installer), { ...program, version: from }, named)
    if (!wanted.evenDuringRun && (await isAtWork())) throw new Refusal('UPDATE_DURING_RUN')
    return version
  }

  async function started(folder: string, version: string, startsAgain: boolean): Promise<void> {
    const state = readService(await host.call(look))?.state
    const serviceRuns = state === 'running' || state === 'starting'
    const plan = updatePlan({ folder, places, from, version, startsAgain, serviceRuns })
    await host.makeFolder(win32.join(folder, temporaryName))
    await copy(watchScript, win32.join(folder, watchName))
    await host.write(win32.join(folder, planName), JSON.stringify(plan))
    await remember({ kind: 'begun', at: now(), folder, from, version })
    // Not in its own: that could not be removed while it runs.
    await begin(watchArguments(folder), win32.dirname(folder)).catch((error: unknown) => {
      const reason = systemErrorCode(error) ?? (isRefusal(error) ? error.message.replace(/\.$/, '') : 'unknown')
      throw new Refusal('UPDATE_NOT_BEGUN', { version, reason }, { cause: error })
    })
  }

  const remember = (record: UpdateRecord) => host.write(places.record, writtenRecord(record))

  return {
    /**
     * Answers the version whose installer has begun: it ends whatever lies in the program's folder, this program too. Refuses with
     * SERVICE_NEEDS_ADMINISTRATOR, UPDATE_…, INPUT_FILE_UNREADABLE, and as PowerShell does.
     */
    async update(wanted: WantedUpdate): Promise<string> {
      let left = (await host.exists(places.record)) ? (readRecord(await host.read(places.record))?.folder ?? null) : null
      try {
        const folder = await closedFolder()
        try {
          await withoutLeftovers(win32.dirname(folder))
          if (left !== null) await withoutEarlier(left)
          const version = await checked(folder, wanted)
          await started(folder, version, wanted.startsAgain)
          return version
        } catch (error) {
          await host.remove(folder).catch(() => {
            left = folder
          })
          throw error
        }
      } catch (error) {
        if (isRefusal(error)) {
          const record = { kind: 'refused', at: now(), folder: left, code: error.code, data: error.data } as const
          // Who may not write there has been told why already.
          await remember(record).catch(() => undefined)
        }
        throw error
      }
    },
  }
}

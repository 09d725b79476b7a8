import { win32 } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import {
  closeToOthers,
  isInTheWay,
  lookAtMark,
  mark,
  marks,
  onlyAdministrators,
  proofFileName,
  proves,
  unmark,
} from './data-folder.policy.ts'
import { liesBelow, lookForProgramFiles, programFilesIn } from './program-folder.policy.ts'
import {
  accept,
  begin,
  end,
  type KnownService,
  look,
  readService,
  register,
  remove,
  type SystemCall,
  takesNothingNow,
} from './service-control.policy.ts'
import { readSettings, type ServiceSettings, settingsFileName, settled, writtenSettings } from './service-settings.policy.ts'
import { isGarbled } from './text-file.policy.ts'
import { tokenFileName } from './token-file.adapter.ts'
import type { WindowsHost } from './windows-host.port.ts'
import { type ServicePlaces, stopTimeout, wrapperLogs } from './windows-service.policy.ts'
import { winswConfig } from './winsw-config.policy.ts'

interface Needs {
  host: WindowsHost
  places: ServicePlaces
  dataFolder: string
  /** Takes what the agent has put into the machine's store out of it, keys included. Refuses as the store does. */
  emptyStore(dataFolder: string): Promise<unknown>
  /** Text that nobody can guess. */
  newSecret(): string
  now(): Instant
  /** ms. */
  wait(time: number): Promise<void>
}

/** What is left out stays as the installation before had it. */
export interface InstallOptions extends ServiceSettings {
  /** Holds an enrolment token; it stays as it is, a copy waits in the data folder until this device is enrolled. */
  tokenFile?: string | undefined
}

export interface WindowsService {
  /** Undefined where it is not installed. */
  status(): Promise<KnownService | undefined>
  /** Also over one that is installed: it is stopped and gets these settings. Answers where a foreign data folder was put. */
  install(options: InstallOptions): Promise<{ setAside: string | undefined }>
  start(): Promise<void>
  /** Answers once it has ended; one that does not run has. */
  stop(): Promise<void>
  /**
   * Removes it from Windows. With its data, no key of this device's is left; where Windows' store cannot be reached that is
   * refused before anything is removed, since the data alone says which keys are ours. Harmless where it is not installed.
   */
  remove(options: { withData: boolean }): Promise<void>
}

const looks = 250

/** The Windows service: each method refuses with SERVICE_NEEDS_ADMINISTRATOR or SERVICE_…. */
export function createWindowsService({ host, places, dataFolder, emptyStore, newSecret, now, wait }: Needs): WindowsService {
  const status = async () => readService(await host.call(look))
  async function does(action: string, ...calls: readonly SystemCall[]): Promise<void> {
    for (const call of calls) accept(action, await host.call(call))
  }

  async function stop(): Promise<void> {
    const ends = now() + (stopTimeout + 10) * 1000
    const goOn = async () => {
      if (now() >= ends) throw new Refusal('SERVICE_DOES_NOT_STOP', { seconds: stopTimeout + 10 })
      await wait(looks)
    }
    let answer = await host.call(end)
    for (; takesNothingNow(answer); answer = await host.call(end)) await goOn()
    accept('stop', answer)
    while (((await status())?.state ?? 'stopped') !== 'stopped') await goOn()
  }

  /** Refuses a program that users may replace: as a service it would run as the system. Answers the folder they cannot write. */
  async function programFiles(): Promise<string> {
    const folder = programFilesIn(await host.call(lookForProgramFiles))
    if (folder === undefined || !liesBelow(folder, places.wrapper))
      throw new Refusal('SERVICE_PROGRAM_OPEN', { folder: win32.dirname(places.wrapper) })
    return folder
  }

  /** Of that path and no other folder: with what only the one that was marked holds. */
  async function isOurs(): Promise<boolean> {
    const proofFile = win32.join(dataFolder, proofFileName)
    if (!(await host.exists(proofFile))) return false
    const answer = await host.call(lookAtMark)
    return marks(dataFolder, answer) && proves(await host.read(proofFile), answer)
  }

  const remember = (proof: string) => does('remember the data folder of', ...mark(dataFolder, proof))
  const forget = () => does('forget the data folder of', unmark)

  /** Ours from an earlier installation, or a new one; never one that somebody else has filled. Answers where such a one was put. */
  async function prepareFolder(programFiles: string): Promise<string | undefined> {
    if (await isOurs()) {
      await does('close the data folder of', ...closeToOthers(dataFolder))
      return undefined
    }
    const time = toTimestamp(now()).replace(/\W/g, '')
    // In ProgramData whoever opens a new folder before it is closed could still turn it into a link to one of their own.
    const closed = win32.join(programFiles, `${win32.basename(dataFolder)}.${time}`)
    await host.makeFolder(closed).catch(onlyAdministrators)
    const proof = newSecret()
    try {
      await does('close the data folder of', ...closeToOthers(closed))
      await host.write(win32.join(closed, proofFileName), proof)
      // Of a folder that is not there any more: it would make a stranger's believed.
      if (marks(dataFolder, await host.call(lookAtMark))) await forget()
      const inTheWay = isInTheWay(dataFolder)
      const setAside = (await host.exists(dataFolder)) ? `${dataFolder}.before-${time}` : undefined
      if (setAside !== undefined) await host.rename(dataFolder, setAside).catch(inTheWay)
      await host.rename(closed, dataFolder).catch(inTheWay)
      await remember(proof)
      return setAside
    } finally {
      await host.remove(closed)
    }
  }

  return {
    status,
    stop,
    start: () => does('start', begin),
    async install({ tokenFile, ...given }) {
      if (!(await host.exists(places.wrapper))) throw new Refusal('SERVICE_NOT_PACKAGED', { file: places.wrapper })
      const closedPlace = await programFiles()
      // Tried before anything is changed: what cannot be used is refused here.
      winswConfig(places, { ...settled(given, {}), dataFolder })
      const token = tokenFile === undefined ? undefined : (await host.read(tokenFile)).trim()
      if (token === '') throw new Refusal('OPTION_INVALID', { option: '--token-file', reason: `${tokenFile} is empty` })
      if (token !== undefined && isGarbled(token))
        throw new Refusal('OPTION_INVALID', { option: '--token-file', reason: `${tokenFile} is not written in UTF-8 or UTF-16` })
      const known = await status()
      if (known !== undefined && known.state !== 'stopped') await stop()
      const setAside = await prepareFolder(closedPlace)
      const logs = wrapperLogs(dataFolder)
      for (const folder of [win32.dirname(logs), logs]) if (!(await host.exists(folder))) await host.makeFolder(folder)
      const settingsFile = win32.join(dataFolder, settingsFileName)
      const before = (await host.exists(settingsFile)) ? readSettings(await host.read(settingsFile)) : {}
      const settings = settled(given, before)
      await host.write(settingsFile, writtenSettings(settings))
      if (token !== undefined) await host.write(win32.join(dataFolder, tokenFileName), token)
      await host.write(places.config, winswConfig(places, { ...settings, dataFolder }))
      await does('install', ...register(places, known !== undefined))
      return { setAside }
    },
    async remove({ withData }) {
      const known = await status()
      if (known !== undefined && known.state !== 'stopped') await stop()
      // A folder that is not marked was never ours, however it is called, nor is what it says of Windows' store.
      const withFolder = withData && (await isOurs())
      if (withFolder) await emptyStore(dataFolder)
      if (known !== undefined) await does('remove', remove)
      await host.remove(places.config)
      if (!withFolder) return
      // First the mark: where it outlived the folder, commands would believe whoever makes the next one.
      await forget()
      await host.remove(dataFolder).catch(async (error: unknown) => {
        const proof = newSecret()
        await host.write(win32.join(dataFolder, proofFileName), proof)
        await remember(proof)
        throw error
      })
    },
  }
}

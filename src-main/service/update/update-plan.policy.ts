import { win32 } from 'node:path'
import { day, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { commandLine } from '../../system/powershell/command-line.policy.ts'
import { begin, type SystemCall } from '../service-control.policy.ts'
import { installerArguments } from './installer-arguments.policy.ts'

/** Where an installed program lies, by the Node of its service. */
export interface UpdatePlaces {
  /** Windows' own programs. */
  system32: string
  programFolder: string
  /** The program with a window, by which its maker is known. */
  program: string
  /** What became of the last update. */
  record: string
}

/** Of the file with what became of the last update, in the service's folder. */
export const recordFileName = 'update.json'

export function updatePlaces(node: string, system32: string): UpdatePlaces {
  const serviceFolder = win32.dirname(node)
  const programFolder = win32.join(serviceFolder, '..', '..')
  return {
    system32,
    programFolder,
    program: win32.join(programFolder, 'MyL.Zip SSL.exe'),
    record: win32.join(serviceFolder, recordFileName),
  }
}

const folderName = 'mylzip-ssl-update'
const asideEnding = '.over'

/** The folder that an update is run from, below Program Files: of each its own. */
export const updateFolderOf = (moment: Instant) => `${folderName}.${toTimestamp(moment).replace(/\W/g, '')}`

/** What it is called when nothing runs in it any more, and it is about to be removed. */
export const asideName = (folder: string) => `${folder}${asideEnding}`

/**
 * Of what lies below Program Files, what earlier updates have left: what was about to be removed, and folders in which no update can be under
 * way any more. Younger than that, another one may be about to begin.
 */
export function leftBehind(names: readonly string[], now: Instant): { aside: string[]; over: string[] } {
  const ours = names.filter((name) => name.startsWith(`${folderName}.`))
  const youngest = updateFolderOf(now - day)
  return {
    aside: ours.filter((name) => name.endsWith(asideEnding)),
    over: ours.filter((name) => /^\d{8}T\d{9}Z$/.test(name.slice(folderName.length + 1)) && name < youngest),
  }
}

// What lies in it.
export const installerName = 'setup.exe'
export const watchName = 'watch.ps1'
export const planName = 'plan.json'
export const temporaryName = 'temporary'

/** What watch.ps1 reads. */
export interface UpdatePlan {
  folder: string
  temporary: string
  program: string
  arguments: string
  record: string
  from: string
  version: string
  /** To be run where the installer fails. */
  otherwise: { program: string; arguments: string } | null
}

interface Update {
  folder: string
  places: UpdatePlaces
  from: string
  version: string
  startsAgain: boolean
  /** Whether the service is to run again, whatever the installer does. */
  serviceRuns: boolean
}

export function updatePlan({ folder, from, places, serviceRuns, startsAgain, version }: Update): UpdatePlan {
  return {
    folder,
    temporary: win32.join(folder, temporaryName),
    program: win32.join(folder, installerName),
    arguments: commandLine(installerArguments({ whose: 'everybody', startsAgain })),
    record: places.record,
    from,
    version,
    otherwise: serviceRuns ? startedBy(begin, places) : null,
  }
}

const startedBy = ({ args, program }: SystemCall, { system32 }: UpdatePlaces) => ({
  program: win32.join(system32, program),
  arguments: commandLine(args),
})

/** What the PowerShell that sees an update through is given. */
export function watchArguments(folder: string): string {
  const script = win32.join(folder, watchName)
  const fixed = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass']
  return commandLine([...fixed, '-File', script, '-Plan', win32.join(folder, planName)])
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { About } from '@mylzip/shared/operations/values.ts'
import { createDirectoryStore } from '../stores/directory-store.adapter.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { StoreLocation } from '../stores/windows/store-scripts.ts'
import { createWindowsStore } from '../stores/windows/windows-store.adapter.ts'
import type { Clock } from '../system/clock.port.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import { createPowerShell } from '../system/powershell/powershell.adapter.ts'
import { powershellProgram } from '../system/powershell/program.policy.ts'
import { pfxFiles } from './pfx-files.ts'
import { windowsStore } from './store-choice.policy.ts'

export interface ChosenStore {
  store: CertificateStore
  /** Ends what it started. */
  close(): Promise<void>
}

interface Place {
  /** The agent's data folder. */
  folder: string
  clock: Clock
  /** How the agent runs; left out by a command that works without one, and finds where it ran before. */
  mode?: About['mode']
}

export type ChooseStore = (place: Place) => ChosenStore

/** Whom Remote Desktop and WinRM run as: without it a renewed certificate is shown by neither. */
const networkService = 'S-1-5-20'

/** The store that programs of this system look into: Windows' own there, else a folder. */
export const chooseStore: ChooseStore = (place) => {
  const { folder } = place
  const mode = place.mode ?? (existsSync(indexFile(folder, 'LocalMachine')) ? 'service' : 'user')
  const location = windowsStore(process.platform, mode)
  if (location) return inWindows(place, location, powershellProgram('windows', process.env))
  return { store: createDirectoryStore({ folder: join(folder, 'certificates') }), close: async () => undefined }
}

/** A store of Windows, by way of this PowerShell. It begins with the first question, and ends when nobody asks. */
export function inWindows({ clock, folder }: Place, location: StoreLocation, program: string, environment = process.env): ChosenStore {
  const secretsFolder = join(folder, 'in-transit')
  const powershell = createPowerShell({ program, environment, secretsFolder, timers: nodeTimers })
  const keyReaders = () => (location === 'LocalMachine' ? [networkService] : [])
  const store = createWindowsStore({ location, indexFile: indexFile(folder, location), powershell, pfx: pfxFiles, clock, keyReaders })
  return { store, close: powershell.close }
}

function indexFile(folder: string, location: StoreLocation): string {
  return join(folder, 'certificates', `${location}.json`)
}

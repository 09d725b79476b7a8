import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { About } from '@mylzip/shared/operations/values.ts'
import { sqlServersThatUse } from '../deploy-targets/sql-server/key-readers.ts'
import { createDirectoryStore } from '../stores/directory-store.adapter.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { StoreLocation } from '../stores/windows/store-scripts.ts'
import { createWindowsStore } from '../stores/windows/windows-store.adapter.ts'
import type { Clock } from '../system/clock.port.ts'
import { serviceDataDirectory } from '../system/data-directory.policy.ts'
import type { PowerShell } from '../system/powershell/powershell.port.ts'
import { pfxFiles } from './pfx-files.ts'
import { modeIn, windowsStore } from './store-choice.policy.ts'

interface Place {
  /** The agent's data folder. */
  folder: string
  clock: Clock
  /** How the agent runs; left out by a command that works without one, and finds where it ran before. */
  mode?: About['mode']
  /** Windows' own; undefined elsewhere. */
  powershell: PowerShell | undefined
}

export type ChooseStore = (place: Place) => CertificateStore

/** Whom Remote Desktop and WinRM run as: without it a renewed certificate is shown by neither. */
const networkService = 'S-1-5-20'

/** The store that programs of this system look into: Windows' own there, else a folder. */
export const chooseStore: ChooseStore = (place) => {
  const { folder, powershell } = place
  const mode = place.mode ?? modeIn(folder, serviceDataDirectory(process.env), existsSync(indexFile(folder, 'LocalMachine')))
  return powershell
    ? inWindows({ ...place, powershell }, windowsStore(mode))
    : createDirectoryStore({ folder: join(folder, 'certificates') })
}

/** A store of Windows, by way of this PowerShell. */
export function inWindows({ clock, folder, powershell }: Place & { powershell: PowerShell }, location: StoreLocation): CertificateStore {
  async function keyReaders(thumbprint: string | undefined): Promise<string[]> {
    if (location !== 'LocalMachine') return []
    return [networkService, ...(thumbprint === undefined ? [] : await sqlServersThatUse(powershell, thumbprint))]
  }
  return createWindowsStore({ location, indexFile: indexFile(folder, location), powershell, pfx: pfxFiles, clock, keyReaders })
}

export function indexFile(folder: string, location: StoreLocation): string {
  return join(folder, 'certificates', `${location}.json`)
}

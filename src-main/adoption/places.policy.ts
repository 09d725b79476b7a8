import { posix, win32 } from 'node:path'
import type { AdoptionSource } from '@mylzip/shared/domain/adoption-sources.ts'

export interface Surroundings {
  platform: string
  home: string
  env: Readonly<Record<string, string | undefined>>
}

export interface Place {
  source: AdoptionSource
  folder: string
}

/** Where the other programs keep their settings unless told otherwise. docs/decisions/adoption.md says where each says so. */
export function usualPlaces(surroundings: Surroundings): Place[] {
  const places = surroundings.platform === 'win32' ? onWindows(surroundings) : elsewhere(surroundings)
  return places.filter((place): place is Place => place.folder !== undefined && place.folder !== '')
}

type MaybePlace = { source: AdoptionSource; folder: string | undefined }

function onWindows({ env, home }: Surroundings): MaybePlace[] {
  const shared = env.ProgramData ?? 'C:\\ProgramData'
  const system = win32.join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'config', 'systemprofile', 'AppData', 'Local')
  return [
    { source: 'win-acme', folder: win32.join(shared, 'win-acme') },
    { source: 'simple-acme', folder: win32.join(shared, 'simple-acme') },
    { source: 'certify', folder: win32.join(shared, 'certify') },
    { source: 'posh-acme', folder: env.POSHACME_HOME },
    { source: 'posh-acme', folder: env.LOCALAPPDATA && win32.join(env.LOCALAPPDATA, 'Posh-ACME') },
    // Renewals that a scheduled task makes as SYSTEM.
    { source: 'posh-acme', folder: win32.join(system, 'Posh-ACME') },
    { source: 'certbot', folder: 'C:\\Certbot' },
    { source: 'lego', folder: env.LEGO_PATH },
    { source: 'lego', folder: win32.join(home, '.lego') },
  ]
}

function elsewhere({ env, home, platform }: Surroundings): MaybePlace[] {
  const posh = platform === 'darwin' ? ['Library', 'Preferences'] : ['.config']
  return [
    { source: 'certbot', folder: '/etc/letsencrypt' },
    { source: 'lego', folder: env.LEGO_PATH },
    { source: 'lego', folder: posix.join(home, '.lego') },
    { source: 'posh-acme', folder: env.POSHACME_HOME },
    { source: 'posh-acme', folder: posix.join(home, ...posh, 'Posh-ACME') },
    { source: 'simple-acme', folder: '/usr/share/simple-acme' },
    { source: 'simple-acme', folder: posix.join(home, '.local', 'share', 'simple-acme') },
  ]
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { outsideArchive } from './outside-archive.policy.ts'

/**
 * Where the scripts lie: beside this file in the sources; once built, in the folder `powershell` of the program, whichever of its
 * files this one has become part of. PowerShell reads real files only, so in Electron's archive they are left unpacked.
 */
export function scriptsFolder(from: string = import.meta.dirname): string {
  const places = [join(from, 'scripts'), join(from, 'powershell'), join(from, '..', 'powershell')].map(outsideArchive)
  return places.find((place) => existsSync(join(place, 'entry.ps1'))) ?? places[0] ?? from
}

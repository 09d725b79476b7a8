import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/**
 * What cmd.exe is given to begin in a folder, and to say what can be done there: it takes the first and the last quote away (/s) and
 * reads the rest as if it were typed, so nothing in the path may mean more to it than a path. Refuses with RIGHTS_NOT_TO_BE_HAD.
 */
export function terminalIn(folder: string): string {
  if (/["%^&|<>!\p{Cc}]/u.test(folder)) throw new Refusal('RIGHTS_NOT_TO_BE_HAD', { reason: `${folder} is no path for a terminal` })
  return `/d /s /k "cd /d "${folder}" && mylzip help"`
}

import { win32 } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { commandLine } from '../../system/powershell/command-line.policy.ts'

/** Nothing that the registry of the person says may change what cmd.exe does here: no command of theirs first, its own extensions, no `!`. */
const asDelivered = '/d /e:on /v:off'

/**
 * What cmd.exe is given to begin in a folder, and to say what can be done there: it takes the first and the last quote away (/s) and
 * reads the rest as if it were typed, so nothing in the path may mean more to it than a path. The command line is named by its whole
 * path: by its name alone it could be another's. Refuses with RIGHTS_NOT_TO_BE_HAD.
 */
export function terminalIn(folder: string): string {
  return `${asDelivered} /s /k "cd /d "${plain(folder)}" && "${commandIn(folder)}" help"`
}

/**
 * What cmd.exe is given to have the packaged command line in a folder do something, and to end as it does. Refuses as `terminalIn` does: the
 * only quotes are those around an argument, within which nothing but a variable means anything to it. Whoever is called R&D has a folder, too.
 */
export function mylzipIn(folder: string, command: readonly string[]): string {
  return `${asDelivered} /s /c ""${commandIn(folder)}" ${commandLine(command.map(quotable))}"`
}

/** Never its node.exe by itself: that one listens to the variables of whoever has it started. */
export const commandIn = (folder: string) => win32.join(plain(folder), 'mylzip.cmd')

const plain = (path: string) => without(/["%^&|<>!\p{Cc}]/u, path)
const quotable = (argument: string) => without(/["%\p{Cc}]/u, argument)

function without(refused: RegExp, text: string): string {
  if (refused.test(text)) throw new Refusal('RIGHTS_NOT_TO_BE_HAD', { reason: `${text} is no path for a terminal` })
  return text
}

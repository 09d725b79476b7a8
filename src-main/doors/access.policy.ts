import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Access, accessLevels } from '@mylzip/shared/operations/operation.ts'
import type { TokenLevel } from '@mylzip/shared/operations/tokens.ts'
import type { About } from '@mylzip/shared/operations/values.ts'

/** Who asks, as the door that let them in knows it. */
export interface Caller {
  door: 'window' | 'page' | 'pipe' | 'program' | 'command-line'
  access: Access
}

type Mode = About['mode']

/** Each level holds those below it: who may administer may operate, who may operate may look. */
export function mayReach(caller: Caller, needed: Access): boolean {
  return accessLevels.indexOf(caller.access) >= accessLevels.indexOf(needed)
}

/**
 * What a caller is told who may not. Who came by the pipe, or sits at the window of a program beside the service, may be an
 * administrator who has only not said so to the system yet.
 */
export function refusalFor({ door }: Caller, access: Access): Refusal {
  return new Refusal(door === 'pipe' || door === 'window' ? 'CALLER_NOT_ADMINISTRATOR' : 'CALLER_NOT_ALLOWED', { access })
}

/**
 * The desktop program's own window is the signed-in person. Where the agent runs as that person, holding back any
 * right would protect nothing: what it could do, any program of theirs could do to its files. Where the agent is a
 * service it can do more than the person, so the window operates and no more.
 */
export function windowCaller(mode: Mode): Caller {
  return { door: 'window', access: mode === 'service' ? 'operate' : 'administer' }
}

/** A page in a browser has what its link was made for, and whoever made the link had at least as much. */
export function pageCaller(access: Access): Caller {
  return { door: 'page', access }
}

/**
 * What goes with the secret a program has proven to know. The one that administers lies in a file that only the agent's own
 * account (as a service: SYSTEM and Administrators) can read: whoever has it could as well replace the agent. A service has
 * another one that everybody who signs in at the machine can read.
 */
export function pipeCaller(access: Access): Caller {
  return { door: 'pipe', access }
}

/** What its token was made for: never to administer. */
export function programCaller(access: TokenLevel): Caller {
  return { door: 'program', access }
}

/** A command that holds the data folder's lock itself has read its keys already. */
export function commandLineCaller(): Caller {
  return { door: 'command-line', access: 'administer' }
}

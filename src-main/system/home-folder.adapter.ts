import { homedir, userInfo } from 'node:os'
import { isAbsolute } from 'node:path'

/** The user's home, absolute: what the environment says, else the system's own record of the user. '' where neither does. */
export function homeFolder(): string {
  return [homedir, () => userInfo().homedir].map(orNone).find(isAbsolute) ?? ''
}

/** Node throws for a user whom the system does not know (a number given to a container). */
function orNone(ask: () => string): string {
  try {
    return ask()
  } catch {
    return ''
  }
}

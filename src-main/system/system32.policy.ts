import { win32 } from 'node:path'

/** Where Windows' own programs lie. By its whole path: a program of the same name may lie in the folder one stands in. */
export function system32(env: NodeJS.ProcessEnv): string {
  return win32.join(env.SystemRoot || 'C:\\Windows', 'System32')
}

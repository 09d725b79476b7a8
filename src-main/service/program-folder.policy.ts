import { win32 } from 'node:path'
import type { SystemAnswer, SystemCall } from './service-control.policy.ts'

const value = 'ProgramFilesDir'

/** Asked of the registry: users may set the variable of that name as they like. */
export const lookForProgramFiles: SystemCall = {
  program: 'reg.exe',
  args: ['query', 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion', '/v', value, '/reg:64'],
}

/** The folder that only administrators write below; undefined where reg.exe found none. */
export function programFilesIn({ code, said }: SystemAnswer): string | undefined {
  const found = new RegExp(`^ {4}${value} {4}REG_SZ {4}(.+)$`, 'mi').exec(said)?.[1]?.trimEnd()
  return code === 0 && found !== undefined && win32.isAbsolute(found) ? found : undefined
}

/** Whatever runs as the system must not lie where users may replace it: below a profile, or below a folder of the drive's own. */
export function liesBelow(folder: string, file: string): boolean {
  const way = win32.relative(folder.toLowerCase(), win32.resolve(file).toLowerCase())
  return way !== '' && !win32.isAbsolute(way) && way.split('\\')[0] !== '..'
}

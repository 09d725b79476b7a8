import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { SystemAnswer, SystemCall } from './service-control.policy.ts'

const key = 'HKLM\\SOFTWARE\\MyL.Zip\\SSL'
const value = 'DataFolder'

/** Only an administrator writes below HKLM: what stands there tells our data folder from one that a user put in its place. */
export const isMarked: SystemCall = { program: 'reg.exe', args: ['query', key, '/v', value, '/reg:64'] }
export const unmark: SystemCall = { program: 'reg.exe', args: ['delete', key, '/v', value, '/f', '/reg:64'] }

export function mark(folder: string): SystemCall {
  return { program: 'reg.exe', args: ['add', key, '/v', value, '/t', 'REG_SZ', '/d', folder, '/f', '/reg:64'] }
}

/** Whether reg.exe found the mark, of this very folder. */
export function marks(folder: string, { code, said }: SystemAnswer): boolean {
  return code === 0 && said.split(/\r?\n/).some((line) => line.trimEnd().toLowerCase().endsWith(`    ${folder.toLowerCase()}`))
}

/** By their SIDs: the names of groups are in the language of Windows. */
const system = '*S-1-5-18'
const administrators = '*S-1-5-32-544'

/** For the system and administrators alone; what ProgramData lets everybody do is not inherited. */
export function closeToOthers(folder: string): SystemCall[] {
  const whole = (who: string) => `${who}:(OI)(CI)F`
  return [
    { program: 'icacls.exe', args: [folder, '/setowner', administrators] },
    { program: 'icacls.exe', args: [folder, '/inheritance:r', '/grant:r', whole(system), whole(administrators)] },
  ]
}

const refused = ['EPERM', 'EACCES']

/** For what failed where only administrators may write. */
export function onlyAdministrators(error: unknown): never {
  if (refused.includes(systemErrorCode(error) ?? '')) throw new Refusal('SERVICE_NEEDS_ADMINISTRATOR', {}, { cause: error })
  throw error
}

/** For a folder that could not be moved, by an administrator: somebody has it open, or was quick to make another, or the drive is another one. */
export function isInTheWay(folder: string) {
  return (error: unknown): never => {
    const reason = systemErrorCode(error)
    if (reason === undefined) throw error
    throw new Refusal('SERVICE_FOLDER_IN_THE_WAY', { folder, reason }, { cause: error })
  }
}

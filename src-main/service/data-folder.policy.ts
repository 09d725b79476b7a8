import { createHash } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { SystemAnswer, SystemCall } from './service-control.policy.ts'

const key = 'HKLM\\SOFTWARE\\MyL.Zip\\SSL'

/** In the data folder, which others cannot read: a secret whose hash stands in the mark. A folder of the same path does not have it. */
export const proofFileName = 'folder-proof'

/** Only an administrator writes below HKLM: what stands there tells our data folder from one that a user put in its place. */
export const lookAtMark: SystemCall = { program: 'reg.exe', args: ['query', key, '/reg:64'] }
export const unmark: SystemCall = { program: 'reg.exe', args: ['delete', key, '/va', '/f', '/reg:64'] }

export function mark(folder: string, proof: string): SystemCall[] {
  const set = (name: string, text: string): SystemCall => ({
    program: 'reg.exe',
    args: ['add', key, '/v', name, '/t', 'REG_SZ', '/d', text, '/f', '/reg:64'],
  })
  return [set('DataFolderProof', hashOf(proof)), set('DataFolder', folder)]
}

/** Whether reg.exe found this very path in the mark. Users may know no more: what proves the folder itself is not theirs to read. */
export function marks(folder: string, answer: SystemAnswer): boolean {
  return says(answer, 'DataFolder')?.toLowerCase() === folder.toLowerCase()
}

/** Whether the folder that lies there is the one that was marked, and no other of its path. */
export function proves(proof: string, answer: SystemAnswer): boolean {
  return says(answer, 'DataFolderProof') === hashOf(proof)
}

function says({ code, said }: SystemAnswer, name: string): string | undefined {
  return code === 0 ? new RegExp(`^ {4}${name} {4}REG_SZ {4}(.+)$`, 'm').exec(said)?.[1]?.trimEnd() : undefined
}

const hashOf = (proof: string) => createHash('sha256').update(proof).digest('hex')

/** By their SIDs: the names of groups are in the language of Windows. */
const system = '*S-1-5-18'
const administrators = '*S-1-5-32-544'

/** For the system and administrators alone; what a folder above lets everybody do is not inherited. */
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

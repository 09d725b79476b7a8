import { execFile } from 'node:child_process'
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { win32 } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { writeFileAtomically } from '../system/files/atomic-file.adapter.ts'
import { system32 } from '../system/system32.policy.ts'
import type { SystemAnswer, SystemCall } from './service-control.policy.ts'
import { textOf } from './text-file.policy.ts'
import type { WindowsHost } from './windows-host.port.ts'

/** ms. Each of these programs answers at once; one that does not is ended. */
const patience = 60_000

export function windowsHost(env: NodeJS.ProcessEnv): WindowsHost {
  const folder = system32(env)
  return {
    call: ({ program, args }) => runProgram(win32.join(folder, program), args),
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    makeFolder: async (path) => void (await mkdir(path)),
    rename,
    list: (folder) => readdir(folder),
    read: (file) =>
      readFile(file).then(textOf, (error: unknown) => {
        throw new Refusal('INPUT_FILE_UNREADABLE', { file, reason: systemErrorCode(error) ?? 'unknown' }, { cause: error })
      }),
    write: (file, text) => writeFileAtomically(file, text, 0o600),
    remove: (path) => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Never rejects: that there is no such program is an answer too. */
export function runProgram(program: string, args: SystemCall['args']): Promise<SystemAnswer> {
  return new Promise((resolve) => {
    execFile(program, [...args], { windowsHide: true, timeout: patience, encoding: 'utf8' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, said: `${stdout}${stderr}` || (error?.message ?? '') })
    })
  })
}

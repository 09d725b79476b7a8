import { access, constants, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'

/** The system's code for why nothing can be put there, or words; undefined where something can. Writes nothing: a web server would show it. */
export async function lookAtWebroot(folder: string): Promise<string | undefined> {
  if (!isAbsolute(folder)) return 'its path must be given from the root on'
  try {
    if (!(await stat(folder)).isDirectory()) return 'ENOTDIR'
    await access(folder, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return systemErrorCode(error) ?? String(error)
  }
}

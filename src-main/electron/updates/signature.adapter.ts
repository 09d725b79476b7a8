import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { distrust } from './signature.policy.ts'

const Read = z.object({ status: z.string(), subject: z.string().nullable() })

/** Why a file is not taken for ours; undefined where it is. Refuses as PowerShell does where Windows could not be asked. */
export function createSignatureCheck(powershell: PowerShell) {
  return async (file: string, publishers: readonly string[]): Promise<string | undefined> =>
    distrust(await powershell.run({ script: 'updates/read-signature', data: { file }, answer: Read }), publishers)
}

import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { distrust } from './signature.policy.ts'

const Read = z.object({ status: z.string(), subject: z.string().nullable(), version: z.string().nullable() })

/** Who has to have signed a file, and as which version: left out where that is looked at later. */
export interface Expected {
  publishers: readonly string[]
  version?: string
}

/** Why a file is not taken for ours; undefined where it is. Refuses as PowerShell does where Windows could not be asked. */
export function createSignatureCheck(powershell: PowerShell) {
  return async (file: string, { publishers, version }: Expected): Promise<string | undefined> =>
    distrust(await powershell.run({ script: 'updates/read-signature', data: { file }, answer: Read }), publishers, version)
}

import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { distrust, type Signature } from './signature.policy.ts'

const Read: z.ZodType<Signature> = z.object({
  status: z.string(),
  subject: z.string().nullable(),
  product: z.string().nullable(),
  version: z.string().nullable(),
})

/** Who has to have signed a file, and as which version: left out where that is looked at later. */
export interface Expected {
  publishers: readonly string[]
  version?: string
}

/** What Windows says of a file. Refuses as PowerShell does where it could not be asked. */
export function createSignatureReader(powershell: PowerShell) {
  return (file: string): Promise<Signature> => powershell.run({ script: 'updates/read-signature', data: { file }, answer: Read })
}

/** Why a file is not taken for ours; undefined where it is. Refuses as PowerShell does where Windows could not be asked. */
export function createSignatureCheck(powershell: PowerShell) {
  const read = createSignatureReader(powershell)
  return async (file: string, { publishers, version }: Expected): Promise<string | undefined> =>
    distrust(await read(file), publishers, version)
}

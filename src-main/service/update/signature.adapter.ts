import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { distrust, endsInMachineRoot, type Roots, type Signature } from './signature.policy.ts'

const Read = z.object({
  status: z.string(),
  subject: z.string().nullable(),
  product: z.string().nullable(),
  version: z.string().nullable(),
  /** Certificates: DER, base64. */
  signer: z.string().nullable(),
  others: z.array(z.string()),
})
const RootsRead: z.ZodType<Roots> = z.object({ root: z.string().nullable(), roots: z.array(z.string()) })

/** Who has to have signed a file, and as which version: left out where that is looked at later. */
export interface Expected {
  publishers: readonly string[]
  version?: string
}

const read = (powershell: PowerShell, file: string) => powershell.run({ script: 'updates/read-signature', data: { file }, answer: Read })

/** What the computer says of who vouches for a signer. `others`: whose certificates may stand between them. Refuses as PowerShell does. */
export const readRoots = (powershell: PowerShell, data: { signer: string; others: string[] }) =>
  powershell.run({ script: 'updates/read-roots', data, answer: RootsRead })

/** What Windows says of a file, whoever asks. Refuses as PowerShell does where it could not be asked. */
export function createSignatureReader(powershell: PowerShell) {
  return async (file: string): Promise<Signature> => {
    const { others, signer, ...said } = await read(powershell, file)
    return { ...said, isOfMachine: signer !== null && endsInMachineRoot(await readRoots(powershell, { signer, others })) }
  }
}

/** Why a file is not taken for ours; undefined where it is. Refuses as PowerShell does where Windows could not be asked. */
export function createSignatureCheck(powershell: PowerShell) {
  return async (file: string, { publishers, version }: Expected): Promise<string | undefined> =>
    distrust(await read(powershell, file), publishers, version)
}

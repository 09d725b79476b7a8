import { z } from 'zod'
import type { PowerShell } from '../powershell/powershell.port.ts'
import type { WindowsEntry } from './windows-writers.policy.ts'

const Entry: z.ZodType<WindowsEntry> = z.object({
  path: z.string(),
  owner: z.string(),
  rules: z.array(z.object({ sid: z.string(), rights: z.int(), allows: z.boolean(), inheritOnly: z.boolean() })),
})
const Found = z.object({ own: z.string(), entries: z.array(Entry) })

/** Whom files and folders of Windows belong to and who has which rights there, in their order; `own`: the SID that asks. Refuses as PowerShell does. */
export function readRights(powershell: PowerShell, paths: readonly string[]): Promise<z.infer<typeof Found>> {
  return powershell.run({ script: 'rights/read', data: { paths }, answer: Found })
}

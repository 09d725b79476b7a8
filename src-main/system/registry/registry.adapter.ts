import { z } from 'zod'
import type { PowerShell } from '../powershell/powershell.port.ts'
import { type RegistryKey, registryKey } from './registry.policy.ts'

const Value = z.object({
  name: z.string(),
  text: z.string().nullable(),
  number: z.number().nullable(),
  /** Base64. */
  bytes: z.string().nullable(),
})
const Read = z.object({ windows: z.boolean(), keys: z.array(z.object({ path: z.string(), values: z.array(Value) })) })

/**
 * Keys below HKEY_LOCAL_MACHINE that are there, as they are: in every language of Windows the same. A part of a path that is `*`
 * stands for every key there. None on other systems. Refuses with POWERSHELL_*.
 */
export async function readRegistry(powershell: PowerShell, paths: readonly string[]): Promise<RegistryKey[]> {
  const { keys } = await powershell.run({ script: 'registry/read', data: { paths }, answer: Read })
  return keys.map(({ path, values }) => registryKey(path, values))
}

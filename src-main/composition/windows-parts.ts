import { join } from 'node:path'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import { createPowerShell } from '../system/powershell/powershell.adapter.ts'
import type { PowerShell } from '../system/powershell/powershell.port.ts'
import { powershellProgram } from '../system/powershell/program.policy.ts'
import { createDpapiLock } from '../system/secrets/dpapi-lock.adapter.ts'
import type { KeyLock } from '../system/secrets/key-lock.port.ts'

/** What only Windows has. It begins with the first question, and ends when nobody asks. */
export interface WindowsParts {
  powershell: PowerShell
  /** For the key that all others are sealed with. */
  keyLock: KeyLock
}

/** Undefined where there is no Windows. `isService`: keys are locked to the machine from now on. */
export function windowsParts(folder: string, isService: boolean): WindowsParts | undefined {
  if (process.platform !== 'win32') return undefined
  const program = powershellProgram('windows', process.env)
  const powershell = createPowerShell({ program, environment: process.env, secretsFolder: join(folder, 'in-transit'), timers: nodeTimers })
  return { powershell, keyLock: createDpapiLock({ powershell, isWanted: isService }) }
}

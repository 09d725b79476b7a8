import { join } from 'node:path'
import { windowsHost } from '../service/windows-host.adapter.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import { createPowerShell } from '../system/powershell/powershell.adapter.ts'
import type { PowerShell } from '../system/powershell/powershell.port.ts'
import { type PowerShellChoice, windowsPowerShell } from '../system/powershell/program.policy.ts'
import { createDpapiLock } from '../system/secrets/dpapi-lock.adapter.ts'
import type { KeyLock } from '../system/secrets/key-lock.port.ts'
import { findSeven } from './powershell-seven.ts'

/** What only Windows has. It begins with the first question, and ends when nobody asks. */
export interface WindowsParts {
  powershell: PowerShell
  /** For the key that all others are sealed with. */
  keyLock: KeyLock
}

interface Choice {
  /** Keys are locked to the machine from now on. */
  isService: boolean
  /** Windows' own unless told. */
  powershell?: PowerShellChoice | undefined
}

/** Undefined where there is no Windows. */
export function windowsParts(folder: string, { isService, powershell: chosen }: Choice): WindowsParts | undefined {
  if (process.platform !== 'win32') return undefined
  const host = windowsHost(process.env)
  const program = chosen === 'seven' ? () => findSeven(host) : windowsPowerShell(process.env)
  const powershell = createPowerShell({ program, environment: process.env, secretsFolder: join(folder, 'in-transit'), timers: nodeTimers })
  return { powershell, keyLock: createDpapiLock({ powershell, isWanted: isService }) }
}

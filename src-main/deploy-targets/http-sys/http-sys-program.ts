import { saying } from '@mylzip/shared/domain/saying.ts'
import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import type { GivenMemory } from '../given-memory.port.ts'
import { FoundBinding, foundMemory } from '../windows/found-memory.ts'
import { machineStore } from '../windows/machine-store.ts'
import type { WindowsProgram } from '../windows/windows-program.ts'
import { createHttpSys, foundIn } from './http-sys.ts'
import { httpSysPlace } from './http-sys-bindings.policy.ts'
import { isMachineStore, placeOf } from './netsh-arguments.policy.ts'

/** A program of Windows’ own HTTP server that is not IIS, known by where it listens. */
export function httpSysProgram(settings: SettingsOf<'http-sys'>, powershell: PowerShell, memory: GivenMemory): WindowsProgram {
  const where = placeOf(settings)
  const httpSys = createHttpSys(powershell)
  const found = foundMemory(memory, FoundBinding)
  return {
    label: `http.sys ${httpSysPlace(where)}`,
    async look() {
      const binding = await httpSys.find(where)
      return { thumbprint: binding?.thumbprint, address: binding?.address }
    },
    async alsoChanges(thumbprint) {
      const binding = await httpSys.find(where)
      if (!binding || binding.thumbprint === thumbprint || isMachineStore(binding.settings.store)) return []
      return [saying('change.store', { previous: String(binding.settings.store) })]
    },
    async tell(_, thumbprint) {
      await machineStore(powershell).mustHold(thumbprint)
      await found.keep(foundIn(await httpSys.find(where)))
      await httpSys.set(where, { thumbprint })
    },
    async putBack(previous) {
      const before = await found.get()
      if (previous === undefined) await httpSys.remove(where)
      else await httpSys.set(where, before?.thumbprint === previous ? before : { thumbprint: previous })
    },
  }
}

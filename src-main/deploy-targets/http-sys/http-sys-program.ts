import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { machineStore } from '../windows/machine-store.ts'
import type { WindowsProgram } from '../windows/windows-program.ts'
import { createHttpSys } from './http-sys.ts'
import { httpSysPlace } from './http-sys-bindings.policy.ts'
import { isMachineStore, placeOf } from './netsh-arguments.policy.ts'

/** A program of Windows’ own HTTP server that is not IIS, known by where it listens. */
export function httpSysProgram(settings: SettingsOf<'http-sys'>, powershell: PowerShell): WindowsProgram {
  const where = placeOf(settings)
  const httpSys = createHttpSys(powershell)
  return {
    label: `http.sys ${httpSysPlace(where)}`,
    async look() {
      const binding = await httpSys.find(where)
      return { thumbprint: binding?.thumbprint, address: binding?.address }
    },
    async alsoChanges(thumbprint) {
      const binding = await httpSys.find(where)
      if (!binding || binding.thumbprint === thumbprint || isMachineStore(binding.settings.store)) return []
      return [`It takes its certificate from the store MY instead of ${binding.settings.store}.`]
    },
    async tell(_, thumbprint) {
      await machineStore(powershell).mustHold(thumbprint)
      await httpSys.set(where, thumbprint)
    },
    putBack: (previous) => (previous === undefined ? httpSys.remove(where) : httpSys.set(where, previous)),
  }
}

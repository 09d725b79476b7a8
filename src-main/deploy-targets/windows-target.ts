import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import type { PfxFiles } from '../stores/windows/pfx.port.ts'
import type { PowerShell } from '../system/powershell/powershell.port.ts'
import type { GivenMemory } from './given-memory.port.ts'
import { httpSysProgram } from './http-sys/http-sys-program.ts'
import { iisProgram } from './iis/iis.ts'
import { rdpProgram } from './rdp/rdp.ts'
import { sqlServerProgram } from './sql-server/sql-server.ts'
import type { DeployTarget } from './target.port.ts'
import { targetOf, type WindowsProgram } from './windows/windows-program.ts'
import { winrmProgram } from './winrm/winrm.ts'

export type WindowsSettings = SettingsOf<'rdp' | 'winrm' | 'http-sys' | 'iis' | 'sql-server'>

interface Needs {
  id: string
  /** What a person calls it; else it is called what Windows calls it. */
  label?: string
  powershell: PowerShell
  pfx: PfxFiles
  memory: GivenMemory
}

/** A program of Windows as a target. All of them look into the store of the machine, so only the service can serve them. */
export function windowsTarget(settings: WindowsSettings, { id, label, ...needs }: Needs): DeployTarget {
  const program = programOf(settings, needs)
  const target = targetOf(id, label === undefined ? program : { ...program, label })
  if (settings.kind === 'iis' && settings.centralStore !== undefined) return withKeyAlone(target)
  return target
}

/** The central store of IIS has the keys in its files. */
function withKeyAlone({ bindStored: _, ...target }: DeployTarget): DeployTarget {
  return target
}

function programOf(settings: WindowsSettings, { memory, pfx, powershell }: Pick<Needs, 'memory' | 'pfx' | 'powershell'>): WindowsProgram {
  switch (settings.kind) {
    case 'rdp':
      return rdpProgram(powershell)
    case 'winrm':
      return winrmProgram(settings, powershell, memory)
    case 'http-sys':
      return httpSysProgram(settings, powershell, memory)
    case 'iis':
      return iisProgram(settings, { memory, pfx, powershell })
    case 'sql-server':
      return sqlServerProgram(settings, powershell, memory)
  }
}

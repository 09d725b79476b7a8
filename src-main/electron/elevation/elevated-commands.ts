import { win32 } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Elevation } from './elevation.port.ts'

export interface ElevatedCommands {
  /** Refuses with RIGHTS_NOT_GIVEN, RIGHTS_NOT_TO_BE_HAD, ELEVATED_COMMAND_FAILED, and as PowerShell does. */
  startService(): Promise<void>
}

interface Needs {
  elevation: Elevation
  /** Where the packaged command line lies, with its own Node. */
  serviceFolder: string
  /** Whether only administrators may replace what lies there. */
  isClosed(program: string): Promise<boolean>
}

/** What the window's program has done as an administrator: the packaged command line's own commands, a fixed list of them. */
export function createElevatedCommands({ elevation, isClosed, serviceFolder }: Needs): ElevatedCommands {
  async function mylzip(...command: string[]): Promise<void> {
    const program = win32.join(serviceFolder, 'node.exe')
    // Else any program of this person's could put its own in that place, and have Windows ask for it in our name.
    if (!(await isClosed(program)))
      throw new Refusal('RIGHTS_NOT_TO_BE_HAD', { reason: 'this program lies where not only administrators may replace it' })
    const code = await elevation.run({ program, args: [win32.join(serviceFolder, 'app', 'out', 'main', 'mylzip.js'), ...command] })
    if (code !== 0) throw new Refusal('ELEVATED_COMMAND_FAILED', { command: `mylzip ${command.join(' ')}`, code })
  }

  return { startService: () => mylzip('service', 'start') }
}

import { win32 } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Elevation } from './elevation.port.ts'
import { commandIn, mylzipIn, terminalIn } from './terminal.policy.ts'

export interface ElevatedCommands {
  /** Refuses with RIGHTS_NOT_GIVEN, RIGHTS_NOT_TO_BE_HAD, ELEVATED_COMMAND_FAILED, and as PowerShell does. */
  startService(): Promise<void>
  /** A terminal in which everything that only administrators may do can be done: by the command line, which lies there. */
  openTerminal(): Promise<void>
}

interface Needs {
  /** Windows' own folder of programs. */
  system32: string
  elevation: Elevation
  /** Where the packaged command line lies, with its own Node. */
  serviceFolder: string
  /** Whether only administrators may replace what lies there. */
  isClosed(program: string): Promise<boolean>
}

/** What the window's program has done as an administrator: the packaged command line's own commands, a fixed list of them. */
export function createElevatedCommands({ elevation, isClosed, serviceFolder, system32 }: Needs): ElevatedCommands {
  const cmd = win32.join(system32, 'cmd.exe')

  /** Else any program of this person's could put its own in that place, and have Windows ask for it in our name. */
  async function assertClosed(program: string): Promise<void> {
    const reason = 'this program lies where not only administrators may replace it'
    if (!(await isClosed(program))) throw new Refusal('RIGHTS_NOT_TO_BE_HAD', { reason })
  }

  async function mylzip(...command: string[]): Promise<void> {
    await assertClosed(commandIn(serviceFolder))
    const code = await elevation.run({ program: cmd, args: mylzipIn(serviceFolder, command) })
    if (code !== 0) throw new Refusal('ELEVATED_COMMAND_FAILED', { command: `mylzip ${command.join(' ')}`, code })
  }

  return {
    startService: () => mylzip('service', 'start'),
    async openTerminal() {
      await assertClosed(commandIn(serviceFolder))
      await elevation.start({ program: cmd, args: terminalIn(serviceFolder), isSeen: true })
    },
  }
}

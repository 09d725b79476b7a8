import { win32 } from 'node:path'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Elevation } from './elevation.port.ts'
import { commandIn, mylzipIn, terminalIn } from './terminal.policy.ts'

/** A new version that was fetched, and what is known of it. */
export interface FetchedUpdate {
  file: string
  version: string
  size: number | undefined
  /** Base64. */
  sha512: string | undefined
  /** The person goes back to it. */
  isOlder: boolean
}

export interface ElevatedCommands {
  /** Refuses with RIGHTS_NOT_GIVEN, RIGHTS_NOT_TO_BE_HAD, ELEVATED_COMMAND_FAILED, and as PowerShell does. */
  startService(): Promise<void>
  /** A terminal in which everything that only administrators may do can be done: by the command line, which lies there. */
  openTerminal(): Promise<void>
  /**
   * Has the packaged command line copy an installer to where only administrators write, look at it there and begin it. Answers once it has
   * begun: it ends this program, and starts it again. Refuses also as that command does.
   */
  installUpdate(update: FetchedUpdate): Promise<void>
}

interface Needs {
  /** Windows' own folder of programs. */
  system32: string
  elevation: Elevation
  /** Where the packaged command line lies, with its own Node. */
  serviceFolder: string
  /** Whether only administrators may replace what lies there. */
  isClosed(program: string): Promise<boolean>
  /** Why an update was refused that was asked for at that moment or later, as the command line has written it down. */
  updateRefusedSince(asked: Instant): Promise<Refusal | undefined>
  now(): Instant
}

/** What the window's program has done as an administrator: the packaged command line's own commands, a fixed list of them. */
export function createElevatedCommands({ elevation, isClosed, now, serviceFolder, system32, updateRefusedSince }: Needs): ElevatedCommands {
  const cmd = win32.join(system32, 'cmd.exe')

  /** Else any program of this person's could put its own in that place, and have Windows ask for it in our name. */
  async function assertClosed(program: string): Promise<void> {
    const reason = 'this program lies where not only administrators may replace it'
    if (!(await isClosed(program))) throw new Refusal('RIGHTS_NOT_TO_BE_HAD', { reason })
  }

  async function mylzip(...command: string[]): Promise<void> {
    await assertClosed(commandIn(serviceFolder))
    const code = await elevation.run({ program: cmd, args: mylzipIn(serviceFolder, command) })
    if (code !== 0) throw new Refusal('ELEVATED_COMMAND_FAILED', { command: `mylzip ${command.slice(0, 2).join(' ')}`, code })
  }

  return {
    startService: () => mylzip('service', 'start'),
    async openTerminal() {
      await assertClosed(commandIn(serviceFolder))
      await elevation.start({ program: cmd, args: terminalIn(serviceFolder), isSeen: true })
    },
    async installUpdate({ file, isOlder, sha512, size, version }) {
      const asked = now()
      const known = [...(size === undefined ? [] : ['--size', String(size)]), ...(sha512 === undefined ? [] : ['--sha512', sha512])]
      try {
        await mylzip('service', 'update', file, '--offered', version, ...known, ...(isOlder ? ['--allow-downgrade'] : []), '--start-again')
      } catch (error) {
        // Of a program with other rights no more than its exit code arrives.
        throw (isRefusal(error, 'ELEVATED_COMMAND_FAILED') && (await updateRefusedSince(asked))) || error
      }
    },
  }
}

import type { ChildProcess } from 'node:child_process'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { PowerShell as Library } from 'node-powershell'
import type { Timers } from '../timers.port.ts'
import { openedIn, openingLine } from './opening.policy.ts'

export interface ShellOptions {
  /** The absolute path of PowerShell. */
  program: string
  environment: Record<string, string>
  /** Where it works: nothing is looked for there. */
  folder: string
  /** How long (ms) it may take to begin. */
  patience: number
  timers: Timers
  /** Ends it while it begins. */
  ending: AbortSignal
}

export interface Shell {
  /** What a line has printed; undefined when PowerShell ended before it was done. One at a time. */
  print(line: string): Promise<string | undefined>
  isGone(): boolean
  /** At once, in the middle of whatever it does. */
  end(): Promise<void>
}

/** What the library keeps to itself, and does not look after. */
interface Inside {
  process: ChildProcess
  exitPromise: Promise<void>
  debuggers: Record<'comment' | 'command' | 'output', () => void>
}

const fixed = { '-NoProfile': true, '-NonInteractive': true, '-ExecutionPolicy': 'Bypass' }

/** A PowerShell that waits for lines. Refuses with POWERSHELL_MISSING or POWERSHELL_CONSTRAINED. */
export async function openShell(options: ShellOptions): Promise<Shell> {
  const { environment, folder, program, timers } = options
  const { PowerShell } = await import('node-powershell')
  /** The library would take what NODE_POWERSHELL names, and looks its own names up on the PATH. */
  class NamedPowerShell extends PowerShell {
    protected override setExecutable(): string {
      return program
    }
  }
  const shell = new NamedPowerShell({
    executableOptions: fixed,
    spawnOptions: { cwd: folder, env: environment, windowsHide: true },
    throwOnInvocationError: false,
  })
  const inside = shell as unknown as Inside
  // Where DEBUG is set it would print every line and answer.
  const nothing = () => undefined
  inside.debuggers = { comment: nothing, command: nothing, output: nothing }
  let gone = false
  const ended = inside.exitPromise.then(
    () => undefined,
    (error: unknown) => error,
  )
  void ended.then(() => {
    gone = true
  })
  let pid: number | undefined

  async function end(): Promise<void> {
    // What was started may only have started PowerShell (so do the tools of .NET): it would leave it behind, and ends after it.
    kill(pid ?? inside.process.pid)
    const callOff = timers.after(second, () => kill(inside.process.pid))
    await ended
    callOff()
  }

  try {
    const opened = await opening(shell, ended, options)
    pid = opened.pid
    if (opened.languageMode !== 'FullLanguage') throw new Refusal('POWERSHELL_CONSTRAINED', { mode: opened.languageMode })
  } catch (error) {
    await end()
    throw error
  }

  return {
    async print(line) {
      const done = shell.invoke(line).then(
        ({ stdout }) => stdout?.toString(),
        () => undefined,
      )
      const printed = await Promise.race([done, ended.then(() => undefined)])
      // Kept for ever otherwise.
      shell.history.length = 0
      return printed
    },
    isGone: () => gone,
    end,
  }
}

/** Reads by itself: the library's own way to know the end of an answer calls methods, which a restricted PowerShell refuses. */
async function opening(shell: Library, ended: Promise<unknown>, { ending, patience, program, timers }: ShellOptions) {
  const { stdin, stdout } = shell.streams
  const missing = (reason: string, cause?: unknown) => new Refusal('POWERSHELL_MISSING', { program, reason }, { cause })
  let printed = ''
  let callOff: () => void = () => undefined
  let listen: (chunk: Buffer | string) => void = () => undefined
  let stop: () => void = () => undefined
  try {
    return await new Promise<{ pid: number; languageMode: string }>((resolve, reject) => {
      stop = () => reject(missing('the program is ending'))
      listen = (chunk) => {
        printed += String(chunk)
        const opened = openedIn(printed)
        if (opened) resolve(opened)
      }
      stdout.on('data', listen)
      callOff = timers.after(patience, () => reject(missing(`it did not answer within ${Math.round(patience / second)} seconds`)))
      void ended.then((error) => reject(missing(reasonIn(error), error)))
      ending.addEventListener('abort', stop)
      stdin.write(`${openingLine}\n`)
    })
  } finally {
    callOff()
    ending.removeEventListener('abort', stop)
    stdout.off('data', listen)
    stdout.pause()
  }
}

function reasonIn(error: unknown): string {
  const original = error instanceof Error && 'originalError' in error ? error.originalError : error
  return systemErrorCode(original) ?? 'it ended at once'
}

function kill(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

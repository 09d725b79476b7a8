import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { withTheirUmask } from '../../system/files/private-files.ts'

export interface ProgramRun {
  program: string
  args: readonly string[]
  environment: Record<string, string>
  timeoutMs: number
  /** Ends it when the agent ends. */
  ending: AbortSignal
}

export interface ProgramEnd {
  /** Null where a signal ended it. */
  code: number | null
  endedBy: 'itself' | 'time' | 'agent'
  /** What it printed, as far as it is kept. */
  printed: string
  complained: string
}

/** Bytes of each that are kept; a program may print for as long as it runs. */
const kept = 8_192
/** How long (ms) what it printed last may take to arrive once it has ended: what it left running may hold the pipe for ever. */
const lastWords = 250

/** Runs a program without a shell, in a process group of its own, and ends all of that group when its time is up. Throws what the system says where it does not start. */
export async function runProgram({ args, ending, environment, program, timeoutMs }: ProgramRun): Promise<ProgramEnd> {
  const isWindows = process.platform === 'win32'
  const child = withTheirUmask(() =>
    spawn(program, args, {
      cwd: dirname(program),
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
      detached: !isWindows,
    }),
  )
  const [printed, complained] = [bounded(child.stdout), bounded(child.stderr)]
  let endedBy: ProgramEnd['endedBy'] = 'itself'
  const end = (by: ProgramEnd['endedBy']) => {
    endedBy = by
    kill(child, isWindows)
  }
  const timer = setTimeout(() => end('time'), timeoutMs)
  const endWithAgent = () => end('agent')
  ending.addEventListener('abort', endWithAgent)
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (exitCode) => {
        const late = setTimeout(() => resolve(exitCode), lastWords)
        child.once('close', () => {
          clearTimeout(late)
          resolve(exitCode)
        })
      })
      if (ending.aborted) endWithAgent()
    })
    return { code, endedBy, printed: printed(), complained: complained() }
  } finally {
    clearTimeout(timer)
    ending.removeEventListener('abort', endWithAgent)
    child.stdout.destroy()
    child.stderr.destroy()
  }
}

function kill(child: ChildProcess, isWindows: boolean): void {
  try {
    if (isWindows || child.pid === undefined) child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended meanwhile.
  }
}

function bounded(stream: Readable): () => string {
  const parts: Buffer[] = []
  let size = 0
  stream.on('data', (part: Buffer) => {
    if (size < kept) parts.push(part.subarray(0, kept - size))
    size += part.length
  })
  // A pipe that breaks says nothing that the end of the program does not.
  stream.on('error', () => undefined)
  return () => Buffer.concat(parts).toString('utf8') + (size > kept ? ' …' : '')
}

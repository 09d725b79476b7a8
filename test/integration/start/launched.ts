import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A launcher that a test started, in a process group of its own, as a terminal does it. */
export interface Launched {
  readonly child: ChildProcess
  stdout(): string
  stderr(): string
  /** Resolves when it has ended, with its exit code. */
  readonly ended: Promise<number | null>
  says(pattern: RegExp): Promise<RegExpExecArray>
}

export function launch(command: string, args: readonly string[]): Launched {
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: '' },
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    ended,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    async says(pattern) {
      for (;;) {
        const match = pattern.exec(said.stdout)
        if (match) return match
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${said.stdout}\n${said.stderr}`)
        await setTimeout(20)
      }
    },
  }
}

export function start(...args: string[]): Launched {
  return launch(process.execPath, [join(root, 'scripts/start.mjs'), ...args])
}

/** The last line of stdout, as a program reads it. */
export function resultOf(launched: Launched): unknown {
  return JSON.parse(launched.stdout().trimEnd().split('\n').at(-1) ?? '')
}

/** Ids of the processes whose command line holds the word: the stack of one data folder. */
export function processesOf(word: string): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n')
  const found = lines.filter((line) => line.includes(word)).map((line) => Number.parseInt(line, 10))
  return found.filter((pid) => pid !== process.pid)
}

/** What it is, how long it has run and what it waits for. */
function describeProcess(pid: number): string {
  return spawnSync('ps', ['-o', 'pid=,ppid=,stat=,etime=,time=,wchan:32=,args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trimEnd()
}

/** ms until no process of that folder is left; rejects after `patience` ms and ends what is left. */
export async function untilGone(folder: string, patience: number): Promise<number> {
  const began = performance.now()
  while (processesOf(folder).length > 0) {
    if (performance.now() - began > patience) {
      const left = processesOf(folder)
      const seen = left.map(describeProcess).join('\n')
      for (const pid of left) process.kill(pid, 'SIGKILL')
      throw new Error(`${left.length} processes were still there after ${patience} ms:\n${seen}`)
    }
    await setTimeout(20)
  }
  return performance.now() - began
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'mylzip-launch-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) }
}

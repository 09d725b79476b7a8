import { type ChildProcess, spawn } from 'node:child_process'
import { npmCommand } from '../bootstrap/npm-command.mjs'

/** A running `npm start`. */
export interface Start {
  readonly child: ChildProcess
  /** The first match in what it says on stdout, and when that came (seconds after the command). */
  said(pattern: RegExp, withinSeconds: number): Promise<{ match: RegExpExecArray; seconds: number }>
  /** Exit code and everything on stdout, when it has ended (seconds after the command). */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string; seconds: number }>
  /** As Ctrl-C does. */
  stop(): Promise<void>
}

/** Runs npm start as a person would, in a clone. */
export function npmStart(clone: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Start {
  const npm = npmCommand(['start', '--silent', '--', ...args])
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const child = spawn(npm.command, npm.args, {
    cwd: clone,
    shell: npm.shell,
    // A process group of its own, for stop().
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutNpm(process.env), ...env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string; seconds: number }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr, seconds: seconds() }))
  })
  return {
    child,
    ended,
    said: (pattern, withinSeconds) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout)
          if (match) resolve({ match, seconds: seconds() })
        }
        child.stdout?.on('data', look)
        look()
        const give = (why: string) => reject(new Error(`npm start did not say ${pattern} (${why}):\n${stdout}\n${stderr.slice(-2000)}`))
        setTimeout(() => give(`${withinSeconds} s passed`), withinSeconds * 1000).unref()
        ended.then(({ code }) => give(`it ended with ${code}`), reject)
      }),
    async stop() {
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) signalGroup(child.pid)
      await ended
    },
  }
}

/** A terminal sends Ctrl-C to the whole group. To npm alone it says little: npm's shell waits for its child in any case. */
function signalGroup(pid: number): void {
  process.kill(process.platform === 'win32' ? pid : -pid, 'SIGINT')
}

/** The npm that runs this benchmark must not tell the one inside the clone where its project is. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_(lifecycle|package|config_local|node_execpath)|^INIT_CWD$|^NODE_OPTIONS$/.test(name)),
  )
}

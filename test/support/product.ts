import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Product {
  readonly process: ChildProcess
  /** Everything it has said so far. */
  stdout(): string
  stderr(): string
  /** Resolves with what the pattern found, as soon as it is said; fails with all that was said instead. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  /** Resolves with the exit code, or the signal. */
  readonly ended: Promise<number | NodeJS.Signals>
}

/** `npm start -- …args`, as a stranger types it, but for npm itself. */
export function startProduct(args: string[], env: Record<string, string> = {}): Product {
  return run('scripts/start.mjs', args, env)
}

/** The agent alone, against a cloud and a directory that run already. */
export function startHeadless(args: string[], env: Record<string, string> = {}): Product {
  return run('out/main/headless.js', args, env)
}

function run(program: string, args: string[], env: Record<string, string>): Product {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const listeners = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (const listener of listeners) listener()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<number | NodeJS.Signals>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? -1)))
  return {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(stdout)
          if (!found) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        void ended.then((end) => reject(new Error(`ended with ${end} before it said ${pattern}:\n${stdout}\n${stderr}`)))
        look()
      }),
  }
}

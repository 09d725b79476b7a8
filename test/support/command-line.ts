import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const mylzip = fileURLToPath(new URL('../../out/main/mylzip.js', import.meta.url))

export interface Ended {
  exitCode: number | NodeJS.Signals
  stdout: string
  stderr: string
}

export interface RunningCommand {
  /** Resolves when stderr has said it; fails with what was said instead. */
  says(pattern: RegExp): Promise<void>
  interrupt(signal?: NodeJS.Signals): void
  ended: Promise<Ended>
}

interface CommandOptions {
  env?: Record<string, string>
  cwd?: string
  /** What is piped in. */
  input?: string
}

/** The built command line in a process of its own. */
export function startCommand(args: readonly string[], { env = {}, cwd, input }: CommandOptions = {}): RunningCommand {
  const child = spawn(process.execPath, [mylzip, ...args], { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdin.on('error', () => undefined).end(input ?? '')
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ exitCode: code ?? signal ?? -1, stdout, stderr })),
  )
  return {
    ended,
    interrupt: (signal = 'SIGINT') => void child.kill(signal),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(stderr) && resolve()
        child.stderr.on('data', look)
        void ended.then((end) => reject(new Error(`ended before it said ${pattern}: ${JSON.stringify(end)}`)))
        look()
      }),
  }
}

export function runCommand(args: readonly string[], options?: CommandOptions): Promise<Ended> {
  return startCommand(args, options).ended
}

/** With --json: the one document that stdout must be. */
export async function askCommand(
  args: readonly string[],
  options?: CommandOptions,
): Promise<{ exitCode: Ended['exitCode']; answer: unknown }> {
  const { exitCode, stdout, stderr } = await runCommand([...args, '--json'], options)
  const lines = stdout.trimEnd().split('\n')
  if (lines.length !== 1) throw new Error(`not one document:\n${stdout}\n${stderr}`)
  return { exitCode, answer: JSON.parse(stdout) }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Child {
  pid: number
  /** The next line it prints; fails when it ends before that. */
  line(): Promise<string>
  tell(line: string): void
  /** Ends it without a chance to clean up, and waits until it is gone. */
  killHard(): Promise<void>
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>
}

/** A TypeScript file of ours in a process of its own, under this Node. `shell` wraps it, e.g. to set limits. */
export function runChild(file: string, args: readonly string[], shell?: string): Child {
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', file, ...args]
  const child = shell ? spawn('sh', ['-c', `${shell}; exec "$@"`, 'sh', ...command]) : spawn(command[0] ?? '', command.slice(1))
  return childOf(child)
}

function childOf(child: ChildProcess & { pid?: number | undefined }): Child {
  const { stdin, stdout, stderr, pid } = child
  if (!stdin || !stdout || !stderr || pid === undefined) throw new Error('the child did not start')
  let errors = ''
  stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stderr: errors }))
  return {
    pid,
    ended,
    tell: (line) => void stdin.write(`${line}\n`),
    async line() {
      const next = await lines.next()
      if (next.done) throw new Error(`the child ended: ${errors}`)
      return next.value
    },
    async killHard() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

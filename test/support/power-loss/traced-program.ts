import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Every call that changes a file, a folder, or what is certain to be on the disk. */
const calls = [
  ...['openat', 'write', 'pwrite64', 'writev', 'pwritev', 'ftruncate', 'truncate', 'fsync', 'fdatasync'],
  ...['rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'rmdir', 'symlink', 'symlinkat'],
]

export const straceWorks = process.platform === 'linux' && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
export const needsStrace = 'needs strace, and the right to trace'

/**
 * A Node program whose file system calls are written down, one file a thread, each with its times: from them one can tell
 * what would be on the disk if the power had gone.
 */
export function startTraced(program: string, args: string[], traceFile: string) {
  const options = ['-ff', '-qq', '-y', '-xx', '-ttt', '-T', '-s', '4194304', '-e', `trace=${calls.join(',')}`, '-e', 'signal=none']
  const child = spawn('strace', [...options, '-o', traceFile, process.execPath, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complained = ''
  const listeners = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    for (const listener of listeners) listener()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complained += text
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    says: (pattern: RegExp) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!pattern.test(said)) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
        void ended.then(() => reject(new Error(`ended before it said ${pattern}:\n${said}\n${complained}`)))
        look()
      }),
    /** SIGKILL to the program itself; strace then ends by itself. */
    async cutPower(): Promise<void> {
      const traced = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ')
      for (const pid of traced) process.kill(Number(pid), 'SIGKILL')
      await ended
    },
    /** What each thread did. */
    traces: () => {
      const folder = dirname(traceFile)
      return readdirSync(folder)
        .filter((name) => name.startsWith(`${basename(traceFile)}.`))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    },
  }
}

import { spawn } from 'node:child_process'

/** A place where programs that can be told of no root trust this one: what `program` with `args` runs, runs there. */
export interface OwnTrust {
  program: string
  args: string[]
  stop(): Promise<void>
}

/** Where Debian's libraries look, and uacme's has no option. */
const bundle = '/etc/ssl/certs/ca-certificates.crt'

/**
 * A mount namespace with another bundle in it, kept by a sleeping process, so that entering it costs 2 ms and making it
 * nothing. Linux.
 */
export async function startOwnTrust(rootFile: string): Promise<OwnTrust> {
  const script = `mount --bind "$0" ${bundle} && echo ready && exec sleep infinity`
  const keeper = spawn('unshare', ['--map-root-user', '--mount', 'sh', '-c', script, rootFile], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const ended = new Promise<void>((resolve) => keeper.once('close', () => resolve()))
  const ready = new Promise<void>((resolve, reject) => {
    keeper.stdout.once('data', () => resolve())
    keeper.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    keeper.once('error', reject)
    void ended.then(() => reject(new Error(`a place with a root of its own could not be made: ${said}`)))
  })
  await ready
  return {
    program: 'nsenter',
    args: ['--target', String(keeper.pid), '--user', '--mount', '--preserve-credentials'],
    async stop() {
      keeper.kill()
      await ended
    },
  }
}

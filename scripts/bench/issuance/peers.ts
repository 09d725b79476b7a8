import { join } from 'node:path'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { missing } from '../../../test/support/foreign-clients.ts'
import { type Command, run } from './command.ts'
import type { Ground } from './ground.ts'
import { type OwnTrust, startOwnTrust } from './own-trust.ts'

export type BenchKeyType = Extract<KeyType, 'p-256' | 'rsa-2048'>

/** A client that is not ours, as a command for one certificate. Every one writes its proofs into the same web root. */
export interface Peer {
  name: string
  /** Makes its account, with whatever else it does the first time. */
  prepare(): Promise<void>
  issue(name: string, keyType: BenchKeyType): Command
  stop(): Promise<void>
}

const nothing = async () => undefined

export function lego({ folder, proxy, rootFile, webRoot, newName }: Ground): Peer {
  const types: Record<BenchKeyType, string> = { 'p-256': 'ec256', 'rsa-2048': 'rsa2048' }
  const account = ['--server', proxy.directoryUrl, '--path', join(folder, 'lego'), '--email', 'bench@bench.test', '--accept-tos']
  const proof = ['--http', '--http.webroot', webRoot]
  const issue: Peer['issue'] = (name, keyType) => ({
    program: 'lego',
    args: [...account, ...proof, '--key-type', types[keyType], '--domains', name, 'run'],
    env: { LEGO_CA_CERTIFICATES: rootFile },
  })
  return { name: 'lego', issue, prepare: async () => void (await run(issue(newName(), 'p-256'))), stop: nothing }
}

export function certbot({ folder, proxy, rootFile, webRoot, newName }: Ground): Peer {
  const types: Record<BenchKeyType, string[]> = {
    'p-256': ['--key-type', 'ecdsa', '--elliptic-curve', 'secp256r1'],
    'rsa-2048': ['--key-type', 'rsa', '--rsa-key-size', '2048'],
  }
  const folders = ['config', 'work', 'logs'].flatMap((kind) => [`--${kind}-dir`, join(folder, 'certbot', kind)])
  const account = ['--server', proxy.directoryUrl, '--non-interactive', '--agree-tos', '--register-unsafely-without-email']
  const issue: Peer['issue'] = (name, keyType) => ({
    program: 'certbot',
    args: ['certonly', ...folders, ...account, '--webroot', '--webroot-path', webRoot, ...types[keyType], '--domain', name],
    env: { REQUESTS_CA_BUNDLE: rootFile },
  })
  return { name: 'certbot', issue, prepare: async () => void (await run(issue(newName(), 'p-256'))), stop: nothing }
}

/** With the hook script it brings for a web root. */
export async function uacme({ folder, proxy, rootFile, webRoot }: Ground): Promise<Peer> {
  const trust: OwnTrust = await startOwnTrust(rootFile)
  const types: Record<BenchKeyType, string[]> = {
    'p-256': ['--type', 'EC', '--bits', '256'],
    'rsa-2048': ['--type', 'RSA', '--bits', '2048'],
  }
  const account = ['--confdir', join(folder, 'uacme'), '--acme-url', proxy.directoryUrl, '--yes']
  const hook = ['--hook', '/usr/share/uacme/uacme.sh']
  const env = { UACME_CHALLENGE_PATH: join(webRoot, '.well-known', 'acme-challenge') }
  const within = (args: string[]): Command => ({ program: trust.program, args: [...trust.args, 'uacme', ...account, ...args], env })
  return {
    name: 'uacme',
    prepare: async () => void (await run(within([...types['p-256'], 'new']))),
    issue: (name, keyType) => within([...hook, ...types[keyType], 'issue', name]),
    stop: trust.stop,
  }
}

/** Those that are installed, ready to order; and the names of those that are not. */
export async function preparePeers(
  ground: Ground,
  which: Record<string, (ground: Ground) => Peer | Promise<Peer>> = { lego, certbot, uacme },
): Promise<{ peers: Peer[]; absent: string[] }> {
  const peers: Peer[] = []
  const absent: string[] = []
  for (const [name, create] of Object.entries(which)) {
    const why = missing(name)
    if (why) {
      absent.push(why)
      continue
    }
    try {
      const peer = await create(ground)
      await peer.prepare()
      peers.push(peer)
    } catch (error) {
      absent.push(`${name} could not be prepared: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { peers, absent }
}

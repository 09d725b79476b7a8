import { readdir, readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { connectTo } from '../way/tcp.adapter.ts'
import { type ListeningSocket, listenersIn } from './listeners.policy.ts'
import type { Holder, PortSight } from './ports.policy.ts'

/** What is to be seen of a port from this machine: who holds it, whether it answers, and, where that is asked, whether it could be opened. */
export async function lookAtPort(port: number, open: boolean): Promise<PortSight> {
  const holders = await holdersOf(port)
  const { attempt, socket } = await connectTo('127.0.0.1', port, 2 * second)
  socket?.destroy()
  return { port, holders, answers: attempt.failure === undefined, opening: open ? await tryToOpen(port) : undefined }
}

/** Opens it for an instant. Undefined when that worked, else the system’s code. */
function tryToOpen(port: number): Promise<string | undefined> {
  const server = createServer((socket) => socket.destroy())
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(systemErrorCode(error) ?? error.message))
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/** On Linux the system lists every listening socket; whose it is shows only where this user may look. */
async function holdersOf(port: number): Promise<Holder[]> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')))
  const sockets = tables.flatMap(listenersIn).filter((socket) => socket.port === port)
  if (sockets.length === 0) return []
  const owners = await ownersOf(sockets)
  return sockets.map(({ address, uid, inode }) => ({ address, uid, ...owners.get(inode) }))
}

async function ownersOf(sockets: readonly ListeningSocket[]): Promise<Map<string, { pid: number; program: string }>> {
  const wanted = new Map(sockets.map(({ inode }) => [`socket:[${inode}]`, inode]))
  const found = new Map<string, { pid: number; program: string }>()
  for (const pid of (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    for (const handle of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const inode = wanted.get(await readlink(`/proc/${pid}/fd/${handle}`).catch(() => ''))
      if (inode === undefined) continue
      const program = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
      found.set(inode, { pid: Number(pid), program: program.trim() })
    }
  }
  return found
}

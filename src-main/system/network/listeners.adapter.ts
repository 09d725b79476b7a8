import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** Sockets that listen at the same port, one for each family this machine has. */
export interface Listeners {
  port: number
  hosts: string[]
  /** Stops accepting, at once; connections that are there stay. */
  close(): void
}

const loopback = ['127.0.0.1', '::1'] as const
const everywhere = ['0.0.0.0', '::'] as const

/** Not among those that operating systems hand out by themselves, so that it is still free after a restart. */
const usualPorts = Array.from({ length: 20 }, (_, index) => 7443 + index)

/** On the preferred port, else the first free one. Refuses with PORT_TAKEN when none can be had. */
export async function openAnyPort(openToLan: boolean, preferred: number | undefined, accept: (socket: Socket) => void): Promise<Listeners> {
  for (const port of [preferred ?? [], usualPorts, 0].flat()) {
    const opened = await openPort(openToLan, port, accept).catch(ignoreTaken)
    if (opened) return opened
  }
  throw new Refusal('PORT_TAKEN', { port: preferred ?? 0 })
}

/** On this port and no other. Refuses with PORT_TAKEN. */
export async function openPort(openToLan: boolean, port: number, accept: (socket: Socket) => void): Promise<Listeners> {
  const [v4Host, v6Host] = openToLan ? everywhere : loopback
  const v4 = await listen(v4Host, port, accept)
  const actual = portOf(v4)
  const v6 = await listen(v6Host, actual, accept).catch((error: unknown) => {
    if (!isNoIpv6(error)) {
      v4.close()
      throw error
    }
  })
  const servers = v6 ? [v4, v6] : [v4]
  return { port: actual, hosts: v6 ? [v4Host, v6Host] : [v4Host], close: () => servers.forEach((server) => void server.close()) }
}

async function listen(host: string, port: number, accept: (socket: Socket) => void): Promise<Server> {
  const server = createServer(accept)
  server.maxConnections = 100
  server.listen({ host, port, ipv6Only: host.includes(':'), exclusive: true })
  try {
    await once(server, 'listening')
  } catch (error) {
    throw isTaken(error) ? new Refusal('PORT_TAKEN', { port }, { cause: error }) : error
  }
  // A connection that could not be accepted (too many open files) is the client's to try again.
  server.on('error', () => undefined)
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return address.port
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
const isTaken = (error: unknown) => ['EADDRINUSE', 'EACCES'].includes(String(codeOf(error)))
const isNoIpv6 = (error: unknown) => ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(String(codeOf(error)))

function ignoreTaken(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}

import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface ConnectProxy {
  /** `127.0.0.1:port` */
  address: string
  /** What it was asked to connect to. */
  asked: string[]
  close(): Promise<void>
}

export interface ProxyBehaviour {
  /** `user:password` that it wants to be told first. */
  credentials?: string
  /** Hosts it lets nobody through to. */
  forbidden?: string[]
  /** Ports of 127.0.0.1 that names lead to behind it. */
  hosts: Record<string, number>
}

/** An HTTP proxy as offices have them (RFC 9110 §9.3.6): names are looked up behind it, where all lead to this machine. */
export async function startConnectProxy({ credentials, forbidden = [], hosts }: ProxyBehaviour): Promise<ConnectProxy> {
  const sockets = new Set<Socket>()
  const asked: string[] = []
  const expected = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`
  const server = createServer((_, answer) => void answer.writeHead(405).end())
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)))
  server.on('connect', (request: IncomingMessage, near: Socket) => {
    const [host = ''] = (request.url ?? '').split(':')
    asked.push(request.url ?? '')
    if (expected !== undefined && request.headers['proxy-authorization'] !== expected)
      return void near.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n\r\n',
      )
    const port = hosts[host]
    if (forbidden.includes(host) || port === undefined) return void near.end('HTTP/1.1 403 Category Blocked\r\nContent-Length: 0\r\n\r\n')
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      near.pipe(far).pipe(near)
    })
    sockets.add(far.on('error', () => near.destroy()))
    near.on('error', () => far.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

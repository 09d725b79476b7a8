import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface ProxyServer {
  /** For HTTPS_PROXY. */
  setting: string
  /** The places that were asked for, as host:port. */
  tunnels: string[]
  stop(): Promise<void>
}

/** How a proxy answers the wish for a tunnel: by leading there, with a status, or not at all. */
export type ProxyBehaviour = { leadsTo: number } | { status: string } | 'silent' | 'cut' | 'garbage'

/** An HTTP proxy on loopback (RFC 9110 §9.3.6), which may know names that no DNS does. */
export async function startProxyServer(behaviour: ProxyBehaviour): Promise<ProxyServer> {
  const tunnels: string[] = []
  const open = new Set<Socket>()
  const keep = (socket: Socket) => {
    open.add(socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket)))
    return socket
  }
  const server = createServer((client) =>
    keep(client).once('data', (request) => {
      tunnels.push(/^CONNECT (\S+)/.exec(request.toString())?.[1] ?? '')
      if (behaviour === 'silent') return
      if (behaviour === 'cut') client.destroy()
      else if (behaviour === 'garbage') client.end('220 mail.test ESMTP\r\n')
      else if ('status' in behaviour) client.end(`HTTP/1.1 ${behaviour.status}\r\nContent-Length: 0\r\n\r\n`)
      else {
        const onward = keep(connect(behaviour.leadsTo, '127.0.0.1', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n')))
        client.pipe(onward).pipe(client)
      }
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    setting: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Relay {
  url: string
  /** Connections that were made since the beginning. */
  connections(): number
  /** The network is gone: connections are cut, new ones refused. */
  cut(): Promise<void>
  restore(): Promise<void>
  /** Requests arrive at the other side, and their answers are lost on the way. */
  loseAnswers(lose: boolean): void
  close(): Promise<void>
}

/** A network between a client and a server that can fail as networks do, on one address that stays the same. */
export async function relayTo(url: string): Promise<Relay> {
  const target = Number(new URL(url).port)
  const sockets = new Set<Socket>()
  let losing = false
  let made = 0
  const server = createServer((near) => {
    made += 1
    const far = connect(target, '127.0.0.1')
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)))
    near.pipe(far)
    far.on('data', (data) => (losing ? near.destroy() : near.write(data)))
    far.on('close', () => near.destroy())
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const cut = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => made,
    cut,
    restore: () => listen(port),
    loseAnswers: (lose) => {
      losing = lose
    },
    close: () => (server.listening ? cut() : Promise.resolve()),
  }
}

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Relay {
  url: string
  /** Connections that were made since the beginning. */
  connections(): number
  /** The network is gone: connections are cut, new ones refused. */
  cut(): Promise<void>
  restore(): Promise<void>
  /** The other side is gone without a word for the connections there are: nothing arrives any more, nothing is closed. New ones are made. */
  fallSilent(): void
  /**
   * The other side hangs, as a process that is stopped does: connections stay, new ones are taken, nothing is answered, not even a
   * farewell. Told false, new ones are as good as ever.
   */
  hang(hangs: boolean): void
  /** Connections that hang and that the near side has not closed. */
  hanging(): number
  /** Requests arrive at the other side, and their answers are lost on the way. */
  loseAnswers(lose: boolean): void
  close(): Promise<void>
}

/** A network between a client and a server that can fail as networks do, on one address that stays the same. */
export async function relayTo(url: string): Promise<Relay> {
  const target = Number(new URL(url).port)
  const sockets = new Set<Socket>()
  const pairs = new Set<[near: Socket, far: Socket]>()
  let losing = false
  let hangs = false
  const held = new Set<Socket>()
  let made = 0
  const remember = (socket: Socket) => sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket))) && socket
  function hold(near: Socket): void {
    if (near.destroyed) return
    near.allowHalfOpen = true
    for (const over of ['end', 'close']) near.once(over, () => held.delete(near))
    held.add(near.resume())
  }
  const server = createServer((near) => {
    made += 1
    remember(near)
    if (hangs) return void hold(near)
    const far = remember(connect(target, '127.0.0.1'))
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.on('close', () => pairs.delete(pair))
    near.pipe(far)
    far.on('data', (data) => (losing ? near.destroy() : near.write(data)))
    far.on('close', () => pairs.has(pair) && near.destroy())
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
    fallSilent() {
      for (const [near, far] of pairs) {
        near.unpipe(far)
        near.resume()
        far.destroy()
      }
      pairs.clear()
    },
    hang(now) {
      hangs = now
      if (!now) return
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.pause()
        hold(near)
      }
      pairs.clear()
    },
    hanging: () => held.size,
    loseAnswers: (lose) => {
      losing = lose
    },
    close: () => (server.listening ? cut() : Promise.resolve()),
  }
}

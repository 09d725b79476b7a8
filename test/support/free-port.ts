import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/**
 * Ports on 127.0.0.1 that nobody uses at this moment, all different, for programs that cannot choose one themselves. Below those
 * that the system gives to outgoing connections: one of these would be gone before the program listens.
 */
export async function freePorts(count: number): Promise<number[]> {
  const taken: { port: number; server: Server }[] = []
  while (taken.length < count) {
    const port = randomInt(15_000, 32_000)
    const server = createServer().listen(port, '127.0.0.1')
    // One that is in use is another's: the next draw is as good.
    await once(server, 'listening').then(
      () => taken.push({ port, server }),
      () => server.close(),
    )
  }
  await Promise.all(taken.map(({ server }) => new Promise((resolve) => server.close(resolve))))
  return taken.map(({ port }) => port)
}

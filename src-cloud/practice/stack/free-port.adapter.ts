import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** A port on 127.0.0.1 nobody has at the moment: the one asked for if it is free, else any. */
export async function freePort(preferred = 0): Promise<number> {
  const server = createServer().listen(preferred, '127.0.0.1')
  try {
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch (error) {
    if (preferred !== 0 && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') return freePort()
    throw error
  } finally {
    server.close()
  }
}

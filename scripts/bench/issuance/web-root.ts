import { mkdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'

export interface WebRoot {
  port: number
  /** Where every client writes its proofs: /.well-known/acme-challenge below it is what the CA asks for. */
  folder: string
  stop(): Promise<void>
}

/** A web server that is there already, as on most machines: who proves a name writes a file, and no client starts a listener. */
export async function startWebRoot(folder: string): Promise<WebRoot> {
  const proofs = join(folder, '.well-known', 'acme-challenge')
  await mkdir(proofs, { recursive: true })
  const answer: Parameters<typeof createServer>[1] = ({ url = '' }, response) => {
    readFile(join(proofs, basename(url))).then(
      (proof) => response.end(proof),
      () => response.writeHead(404).end(),
    )
  }
  // The CA looks up both families and tries either first.
  const ipv4 = await listen(createServer(answer), 0, '127.0.0.1')
  const { port } = ipv4.address() as AddressInfo
  const ipv6 = await listen(createServer(answer), port, '::1').catch(() => undefined)
  return {
    port,
    folder,
    async stop() {
      for (const server of [ipv4, ipv6]) {
        server?.closeAllConnections()
        await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
      }
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve(server))
  })
}

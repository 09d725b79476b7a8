import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { LoopbackDoor, LoopbackDoorOptions } from '../doors.port.ts'
import { createFailedTries } from '../http/failed-tries.ts'
import { closeServer, createLocalServer, listen } from '../http/local-server.adapter.ts'
import { createRpcOverHttp } from '../http/rpc-over-http.ts'
import { createLoopbackRoutes } from './loopback.routes.ts'
import { createPasses } from './passes.ts'

const host = '127.0.0.1'

/** Serves the dashboard and its calls to browsers of this machine. Refuses with PORT_TAKEN. */
export async function openLoopbackDoor({ router, port = 0, staticFolder, clock, random, log }: LoopbackDoorOptions): Promise<LoopbackDoor> {
  const passes = createPasses({ clock, random })
  let authority = ''
  const server = createLocalServer(
    createLoopbackRoutes({
      authority: () => authority,
      staticFolder,
      passes,
      failedTries: createFailedTries(clock),
      answerCall: createRpcOverHttp(router),
    }),
  )
  await listen(server, { host, port, exclusive: true }).catch((error: NodeJS.ErrnoException) => {
    // EACCES: below 1024, or in a range that Windows keeps for itself.
    throw error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new Refusal('PORT_TAKEN', { port }, { cause: error }) : error
  })
  const address = server.address()
  const chosen = typeof address === 'object' && address ? address.port : port
  authority = `${host}:${chosen}`
  const url = `http://${authority}/`
  log.info('The loopback door is open', { url })

  return {
    port: chosen,
    url,
    mintLink: (access) => `${url}#token=${passes.mint(access)}`,
    close: () => closeServer(server),
  }
}

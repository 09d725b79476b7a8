import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import type { Answer } from './answer.ts'

/** Questions answered at a time. Above it they are dropped, as a full network buffer would: the client asks again. */
const atOnce = 1_000

export interface Listening {
  port: number
  close(): Promise<void>
}

export async function listenUdp(host: string, port: number, answer: Answer): Promise<Listening> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  let underWay = 0
  let open = true
  socket.on('message', async (packet, { address, port: from }) => {
    if (underWay >= atOnce) return
    underWay++
    const response = await answer(packet, 'udp')
    underWay--
    // What cannot be sent (the client is gone, the address is forged) concerns nobody else.
    if (response && open) socket.send(response, from, address, () => undefined)
  })
  socket.bind(port, host)
  await once(socket, 'listening').catch((error: unknown) => {
    socket.close()
    throw error
  })
  // Unheard, an error of the network would end the process.
  socket.on('error', () => undefined)
  return {
    port: socket.address().port,
    close: async () => {
      open = false
      socket.close()
      await once(socket, 'close')
    },
  }
}

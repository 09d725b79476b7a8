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
  socket.on('message', async (packet, { address, port: from }) => {
    if (underWay >= atOnce) return
    underWay++
    const response = await answer(packet, 'udp')
    underWay--
    // What cannot be sent (the client is gone, the address is forged) concerns nobody else.
    if (response && open) socket.send(response, from, address, () => undefined)
  })
  let open = true
  socket.bind(port, host)
  await once(socket, 'listening')
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

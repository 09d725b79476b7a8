import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { decode, encode, type Packet } from 'dns-packet'

/** A customer's DNS server on 127.0.0.1 that knows these CNAMEs, whatever they are at the moment, and no other name. */
export async function startAliasDns(aliases: ReadonlyMap<string, string>): Promise<{ port: number; stop(): Promise<void> }> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const { id = 0, questions = [] } = decode(message)
    const name = questions[0]?.name.toLowerCase() ?? ''
    const data = aliases.get(name)
    const answers: Packet['answers'] = data === undefined ? [] : [{ type: 'CNAME', name, ttl: 1, data }]
    // NXDOMAIN (RFC 1035 §4.1.1).
    const flags = 0x400 | (data === undefined ? 3 : 0)
    socket.send(encode({ type: 'response', id, flags, questions, answers }), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    port: socket.address().port,
    async stop() {
      socket.close()
      await once(socket, 'close')
    },
  }
}

import type { Server } from 'node:https'
import type { Socket } from 'node:net'
import { minute, second } from '@mylzip/shared/domain/time.ts'
import { plainAddress } from './host.policy.ts'

/** Long enough for anyone to read one page over and over; a client that dribbles bytes does not hold a socket for ever. */
const longestConnection = 2 * minute
const graceForAnswers = 0.3 * second

export interface Connections {
  accept(socket: Socket): void
  /** Ends those that came from other machines. */
  endForeign(): void
  /** Lets answers that are under way finish for a moment, then ends all. */
  end(): Promise<void>
}

/** The TCP connections of the page. They are handed to one TLS server, so that a certificate changes for all at once. */
export function trackConnections(server: Server): Connections {
  const open = new Set<Socket>()
  let answering = 0
  server.on('request', (_, response) => {
    answering++
    response.once('close', () => answering--)
  })

  return {
    accept(socket) {
      open.add(socket)
      const timer = setTimeout(() => socket.destroy(), longestConnection).unref()
      socket.once('close', () => {
        clearTimeout(timer)
        open.delete(socket)
      })
      // The TLS layer reports what it cares about; a reset before it took over must not end the process.
      socket.on('error', () => undefined)
      server.emit('connection', socket)
    },
    endForeign() {
      for (const socket of open) if (!isLoopback(socket)) socket.destroy()
    },
    async end() {
      const deadline = performance.now() + graceForAnswers
      while (answering > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
      for (const socket of open) socket.destroy()
    },
  }
}

function isLoopback({ localAddress = '' }: Socket): boolean {
  return localAddress === '::1' || plainAddress(localAddress).startsWith('127.')
}

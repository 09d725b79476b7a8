import { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { second } from '@mylzip/shared/domain/time.ts'
import pg from 'pg'
import type { Log } from '../log.port.ts'
import { outsideRequests } from '../log-lines.ts'
import type { Listen } from './listen.ts'

/** ms. The commands that come meanwhile are read when it is back. */
const pauseBeforeAgain = second

/** ms. So long after it was heard last the system asks, and ten seconds later it knows. */
const beforeAsking = 10 * second

/** ms. So long the other side may take over a farewell. */
const farewell = second

interface Connection {
  client: pg.Client
  socket: Socket
}

/**
 * A connection of its own for each listener, outside of the pool, that is made again as often as it is lost. One that takes longer
 * than `patience` (ms) is given up like one that is refused.
 */
export function postgresListen(connectionString: string, log: Log, patience: number): { listen: Listen; close(): Promise<void> } {
  const stops = new Set<() => Promise<void>>()

  const listen: Listen = async (channel, heard) => {
    const stopped = new AbortController()
    let connected: Connection | undefined

    async function connect(): Promise<void> {
      const socket = new Socket()
      // It is silent for as long as nobody calls: the system asks whether the other side is there.
      const client = new pg.Client({
        connectionString,
        stream: () => socket,
        keepAlive: true,
        keepAliveInitialDelayMillis: beforeAsking,
      })
      const lost = new Promise<void>((resolve) => {
        client.on('error', (error) => log.warn('the connection that listens was lost', { channel, reason: error.message }))
        client.on('end', resolve)
      })
      client.on('notification', ({ payload }) => heard(payload))
      const giveUp = () => socket.destroy(new Error('the database does not answer'))
      const late = setTimeout(giveUp, patience)
      stopped.signal.addEventListener('abort', giveUp, { once: true })
      try {
        stopped.signal.throwIfAborted()
        await client.connect()
        await client.query(`LISTEN ${channel}`)
      } catch (error) {
        socket.destroy()
        throw error
      } finally {
        clearTimeout(late)
        stopped.signal.removeEventListener('abort', giveUp)
      }
      connected = { client, socket }
      void lost.then(again)
    }

    async function again(): Promise<void> {
      while (!stopped.signal.aborted) {
        try {
          await connect()
          heard(undefined)
          return
        } catch (error) {
          if (stopped.signal.aborted) return
          log.warn('the database cannot be listened to', { channel, reason: String(error) })
          await pause(pauseBeforeAgain, undefined, { signal: stopped.signal }).catch(() => undefined)
        }
      }
    }

    async function stop(): Promise<void> {
      stops.delete(stop)
      stopped.abort()
      if (connected !== undefined) await takeLeave(connected)
    }

    stops.add(stop)
    // A database that does not answer yet holds nothing up for long: it is listened to as soon as it does.
    // Not as a part of the request that happens to be the first one.
    await outsideRequests(() => connect().catch(() => void again()))
    return { stop }
  }

  return {
    listen,
    async close() {
      await Promise.all([...stops].map((stop) => stop()))
    },
  }
}

/** A server that hangs answers no farewell. */
async function takeLeave({ client, socket }: Connection): Promise<void> {
  const late = setTimeout(() => socket.destroy(), farewell)
  await client.end().finally(() => clearTimeout(late))
}

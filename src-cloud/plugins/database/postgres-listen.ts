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

/** A connection of its own for each listener, outside of the pool, that is made again as often as it is lost. */
export function postgresListen(connectionString: string, log: Log): { listen: Listen; close(): Promise<void> } {
  const stops = new Set<() => Promise<void>>()

  const listen: Listen = async (channel, heard) => {
    const stopped = new AbortController()
    let client: pg.Client | undefined

    async function connect(): Promise<void> {
      // It is silent for as long as nobody calls: the system asks whether the other side is there.
      const fresh = new pg.Client({ connectionString, keepAlive: true, keepAliveInitialDelayMillis: beforeAsking })
      const lost = new Promise<void>((resolve) => {
        fresh.on('error', (error) => log.warn('the connection that listens was lost', { channel, reason: error.message }))
        fresh.on('end', resolve)
      })
      fresh.on('notification', ({ payload }) => heard(payload))
      try {
        await fresh.connect()
        await fresh.query(`LISTEN ${channel}`)
      } catch (error) {
        await fresh.end().catch(() => undefined)
        throw error
      }
      client = fresh
      if (stopped.signal.aborted) await fresh.end()
      else void lost.then(again)
    }

    async function again(): Promise<void> {
      while (!stopped.signal.aborted) {
        try {
          await connect()
          heard(undefined)
          return
        } catch (error) {
          log.warn('the database cannot be listened to', { channel, reason: String(error) })
          await pause(pauseBeforeAgain, undefined, { signal: stopped.signal }).catch(() => undefined)
        }
      }
    }

    async function stop(): Promise<void> {
      stops.delete(stop)
      stopped.abort()
      await client?.end()
    }

    stops.add(stop)
    // A database that does not answer yet holds nothing up: it is listened to as soon as it does.
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

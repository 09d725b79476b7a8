import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { connectToAgent } from '../../doors/pipe/pipe-client.ts'
import type { KnownService } from '../../service/service-control.policy.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { Timers } from '../../system/timers.port.ts'
import { nextTry, type Standing, withoutAnswer } from './standing.policy.ts'

interface Needs {
  /** The service's data folder, which an administrator has named. */
  folder: string
  /** As Windows knows it; undefined where it is not installed. */
  look(): Promise<KnownService | undefined>
  timers: Timers
  log: Log
}

export interface ServiceLink {
  /** The way to the service. Throws SERVICE_STOPPED or AGENT_NOT_RUNNING where there is none just now. */
  client(): AgentClient
  /** Waits for a way; undefined when `signal` ends the waiting. */
  attached(signal: AbortSignal): Promise<AgentClient | undefined>
  standing(): Standing
  /** Tells how it stands, now and after each change, until `signal` ends it. */
  follow(tell: (standing: Standing) => void, signal: AbortSignal): void
  /** Looks for the service at once. */
  retry(): void
  close(): void
}

/** How long (ms) a service may take for its first answer. */
const patience = 5_000

/**
 * The way to the machine's service, found anew as often as it is lost: each start of the service has a pipe and a secret of its own,
 * which its door's file names. Whoever answers there without knowing the secret is not believed.
 */
export function linkToService({ folder, log, look, timers }: Needs): ServiceLink {
  const listeners = new Set<Parameters<ServiceLink['follow']>[0]>()
  const ending = new AbortController()
  let standing: Standing = 'starting'
  let client: AgentClient | undefined
  let wake = () => {}

  function stand(next: Standing): void {
    if (next === standing) return
    standing = next
    log.info('The service is seen otherwise', { standing })
    for (const tell of [...listeners]) tell(standing)
  }

  async function attachOnce(): Promise<void> {
    const connection = await connectToAgent(folder)
    const cut = connection.close
    const callOff = timers.after(patience, cut)
    ending.signal.addEventListener('abort', cut, { once: true })
    try {
      const events = await connection.client.state.watch(undefined, { signal: ending.signal })
      // What happens there is told to whoever watches for it; here it only says that somebody is there.
      for await (const _ of events) {
        callOff()
        client = connection.client
        stand('attached')
      }
    } finally {
      client = undefined
      callOff()
      ending.signal.removeEventListener('abort', cut)
      cut()
    }
  }

  async function keepAttached(): Promise<void> {
    for (let failures = 0; !ending.signal.aborted; failures += 1) {
      await attachOnce().catch((error: unknown) => log.info('The service does not answer', { error }))
      if (ending.signal.aborted) return
      if (standing === 'attached') failures = 0
      stand(await look().then(withoutAnswer, () => 'silent' as const))
      await pause(nextTry(failures, standing))
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = timers.after(ms, resolve)
      wake = () => {
        callOff()
        resolve()
      }
    })
  }

  void keepAttached()
  return {
    client() {
      if (client) return client
      if (standing === 'stopped') throw new Refusal('SERVICE_STOPPED')
      throw new Refusal('AGENT_NOT_RUNNING', { folder, reason: 'the service does not answer' })
    },
    standing: () => standing,
    follow(tell, signal) {
      listeners.add(tell)
      signal.addEventListener('abort', () => listeners.delete(tell), { once: true })
      tell(standing)
    },
    attached(signal) {
      if (client || signal.aborted) return Promise.resolve(signal.aborted ? undefined : client)
      const found = Promise.withResolvers<AgentClient | undefined>()
      const look = () => {
        if (!client && !signal.aborted) return
        listeners.delete(look)
        signal.removeEventListener('abort', look)
        found.resolve(signal.aborted ? undefined : client)
      }
      listeners.add(look)
      signal.addEventListener('abort', look, { once: true })
      return found.promise
    },
    retry: () => wake(),
    close() {
      ending.abort()
      wake()
    },
  }
}

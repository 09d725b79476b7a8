import { type Command, eventIdOf } from '@mylzip/shared/cloud-api/commands.ts'
import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Random } from '../system/random.port.ts'
import type { Timers } from '../system/timers.port.ts'
import { atFirst, type Outcome, waitFor, whatFollows } from './listening.policy.ts'

interface Needs {
  cloud: Pick<CloudClient, 'commands'>
  clock: Clock
  timers: Timers
  random: Random
  log: Log
  /** Resolves once it is written down; a repetition does no harm. */
  receive(command: Command): Promise<void>
  /** Who this device is by now: undefined before it is enrolled. */
  deviceId(): Promise<string | undefined>
  /** What this device is to obey was changed. */
  policyChanged(): void
}

export interface CommandListener {
  start(): void
  stop(): Promise<void>
}

/** Seconds the cloud may take to answer that there is nothing: below what proxies wait for an answer. */
const waitSeconds = 15

/** ms. The cloud says a second after the beginning that a stream flows. */
const flowsWithin = 6 * second

/** Listens for commands as long as the agent runs, whatever happens to the connection. */
export function createCommandListener({ cloud, clock, timers, random, log, receive, deviceId, policyChanged }: Needs): CommandListener {
  const stopping = new AbortController()
  const { signal } = stopping
  let listening: Promise<void> | undefined
  /** The newest that is written down here. A start begins without: what is open comes again, and does no harm. */
  let newest: (Pick<Command, 'seq' | 'log'> & { of: string | undefined }) | undefined

  /** Another device's commands are numbered anew, in the same log: what came for the one before says nothing of them. */
  async function askingFrom() {
    const of = await deviceId()
    if (newest?.of !== of) newest = undefined
    return {
      from: newest,
      async take(command: Command): Promise<void> {
        await receive(command)
        const { seq, log } = command
        newest = { seq, log, of }
      },
    }
  }

  async function byStream(): Promise<Outcome> {
    let flows = false
    const heldBack = new AbortController()
    const callOff = timers.after(flowsWithin, () => {
      if (!flows) heldBack.abort()
    })
    try {
      const leaving = AbortSignal.any([signal, heldBack.signal])
      const { from, take } = await askingFrom()
      const events = await cloud.commands.stream(undefined, { signal: leaving, ...(from && { lastEventId: eventIdOf(from) }) })
      for await (const event of events) {
        if ('flowing' in event) flows = true
        else if ('policyChanged' in event) policyChanged()
        else await take(event)
      }
      return flows ? 'ended' : 'never-flowed'
    } catch (error) {
      log.info('the stream of commands came to an end', { flows, error })
      return flows ? 'broke-off' : 'never-flowed'
    } finally {
      callOff()
    }
  }

  async function byWaiting(): Promise<Outcome> {
    const until = clock.now() + waitFor
    const begun = clock.now()
    try {
      // A clock that was set back must not keep it here for ever.
      while (!signal.aborted && clock.now() < until && clock.now() >= begun) {
        const { from, take } = await askingFrom()
        const answer = await cloud.commands.wait({ after: from?.seq ?? 0, log: from?.log, waitSeconds }, { signal })
        for (const command of answer.commands) await take(command)
        if (answer.policyChanged) policyChanged()
      }
      return 'ended'
    } catch (error) {
      log.info('the cloud could not be asked for commands', { error })
      return 'broke-off'
    }
  }

  const ways = { stream: byStream, wait: byWaiting }

  async function listen(): Promise<void> {
    let now = atFirst
    while (!signal.aborted) {
      const outcome = await ways[now.way]()
      const { pause, ...next } = whatFollows(now, outcome, random)
      now = next
      if (!signal.aborted && pause > 0) await sleep(pause)
    }
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = timers.after(ms, resolve)
      signal.addEventListener('abort', () => resolve(callOff()), { once: true })
    })
  }

  return {
    start() {
      listening ??= listen()
    },
    async stop() {
      stopping.abort()
      await listening
    },
  }
}

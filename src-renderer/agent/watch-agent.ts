import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { StateEvent } from '@mylzip/shared/operations/values.ts'
import { backoff } from './backoff.policy.ts'
import { type Door, PermissionEnded } from './door.ts'
import { type CallFailure, callFailure, isPermissionEnded } from './failures.ts'

export interface WatchListener {
  opened(client: AgentClient): void
  event(event: StateEvent): void
  /** The way is closed; it is tried again by itself after `retryInMs`. */
  lost(failure: CallFailure, retryInMs: number): void
  /** The agent no longer knows this page; nothing is tried until a new link is followed. */
  ended(reason: PermissionEnded['reason']): void
}

/** Waits that long or until `signal` aborts, whichever comes first. Never rejects. */
export type Wait = (ms: number | undefined, signal: AbortSignal) => Promise<void>

/**
 * Watches the agent until `signal` aborts: opens the door, hands on what it hears, and begins again when the agent goes
 * away. `wake` gives, for each try, a signal that ends the wait after it early (the person asked, a new link came, the laptop woke up).
 */
export async function watchAgent(
  door: Door,
  listener: WatchListener,
  wait: Wait,
  wake: () => AbortSignal,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    let pause: number | undefined
    // Taken before the door is opened: a link followed meanwhile must not be slept over.
    const woken = wake()
    try {
      const client = await door.open()
      listener.opened(client)
      for await (const event of await client.state.watch(undefined, { signal })) {
        failures = 0
        listener.event(event)
      }
      throw new Error('the agent ended the stream')
    } catch (error) {
      if (signal.aborted) return
      if (isPermissionEnded(error)) {
        listener.ended(error instanceof PermissionEnded ? error.reason : 'ended')
      } else {
        failures += 1
        pause = backoff(failures)
        listener.lost(callFailure(error), pause)
      }
    }
    await wait(pause, AbortSignal.any([woken, signal]))
  }
}

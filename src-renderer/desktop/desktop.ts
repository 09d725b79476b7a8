import type { DesktopClient, DesktopState } from '@mylzip/shared/operations/desktop.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { backoff } from '../agent/backoff.policy.ts'
import type { Wait } from '../agent/watch-agent.ts'
import { wishForPort } from '../agent/wish-for-port.ts'

/** The desktop program around this page, as it says it stands, and how to ask it for something (src-shared/operations/desktop.ts). */
export interface Desktop {
  state: DesktopState
  client: DesktopClient
}

export interface DesktopStore {
  subscribe(listener: () => void): () => void
  /** Undefined in a browser, where there is no such program; and until it has answered. */
  desktop(): Desktop | undefined
  /** Begins to look for it; returns how to stop. */
  start(): () => void
}

/** Whoever gets no answer in a browser is alone there; a page of the program itself goes on asking. */
export function createDesktopStore(page: Window, wait: Wait): DesktopStore {
  const listeners = new Set<() => void>()
  const isInside = page.location.protocol === 'app:'
  let desktop: Desktop | undefined

  function show(next: Desktop | undefined): void {
    desktop = next
    for (const listener of listeners) listener()
  }

  async function watch(signal: AbortSignal): Promise<void> {
    const port = await wishForPort(page, 'desktop')
    const client: DesktopClient = createORPCClient(new RPCLink({ port }))
    port.start()
    for await (const state of await client.state.watch(undefined, { signal })) show({ state, client })
  }

  async function keepWatching(signal: AbortSignal): Promise<void> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      // Why a way to it ended makes no difference: what it said last still holds, and another way is looked for.
      await watch(signal).catch(() => undefined)
      if (!isInside && desktop === undefined) return
      await wait(backoff(failures), signal)
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    desktop: () => desktop,
    start() {
      const stopping = new AbortController()
      void keepWatching(stopping.signal)
      return () => stopping.abort()
    },
  }
}

import { RPCHandler } from '@orpc/server/message-port'
import type { Caller } from '../access.policy.ts'
import type { DesktopRouter } from '../desktop-router.ts'
import type { StopServing } from '../doors.port.ts'
import { handlerOptions } from '../handler-options.ts'
import type { AgentRouter } from '../router.ts'

/** Electron's MessagePortMain, and what `nodePort` makes of a port of node:worker_threads. */
export interface ServablePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** Serves a contract at this end of a channel, to whoever holds the other one. */
export function serveMessagePort(router: AgentRouter | DesktopRouter, port: ServablePort, caller: Caller): StopServing {
  // Closing one's own end tells only the other side: the calls under way on this side are ended here.
  const ends: (() => void)[] = []
  new RPCHandler(router.procedures, handlerOptions(router)).upgrade(
    {
      on: (event: string, callback: (event?: { data: unknown }) => void) => {
        if (event === 'close') ends.push(() => callback())
        else port.on('message', callback)
      },
      postMessage: (message: unknown) => port.postMessage(message),
    },
    { context: { caller } },
  )
  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    for (const callback of ends) callback()
  }
  port.on('close', end)
  port.start()
  return () => {
    end()
    port.close()
  }
}

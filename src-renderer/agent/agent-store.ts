import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type AgentState, applyEvent } from './agent-state.ts'
import type { Door, PermissionEnded } from './door.ts'
import type { CallFailure } from './failures.ts'
import { type Wait, watchAgent } from './watch-agent.ts'

export type Connection =
  | { phase: 'connecting' }
  | { phase: 'live' }
  | { phase: 'lost'; failure: CallFailure; lastHeardAt: number | undefined }
  | { phase: 'ended'; reason: PermissionEnded['reason'] }

export interface AgentView {
  connection: Connection
  state: AgentState | undefined
  /** Counts snapshots: what was read aside from the state belongs to one of them. */
  epoch: number
}

export interface AgentStore {
  subscribe(listener: () => void): () => void
  view(): AgentView
  /** The client of the open door; refuses when there is none. */
  client(): AgentClient
  /** Looks for the agent at once instead of waiting. */
  retryNow(): void
  /** Begins to watch; returns how to stop. */
  start(): () => void
}

export function createAgentStore({ door, wait, now }: { door: Door; wait: Wait; now: () => number }): AgentStore {
  const listeners = new Set<() => void>()
  let view: AgentView = { connection: { phase: 'connecting' }, state: undefined, epoch: 0 }
  let client: AgentClient | undefined
  let lastHeardAt: number | undefined
  let waking = new AbortController()

  const show = (change: Partial<AgentView>) => {
    view = { ...view, ...change }
    for (const listener of listeners) listener()
  }
  const retryNow = () => {
    waking.abort()
    waking = new AbortController()
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    view: () => view,
    client() {
      if (client === undefined) throw new Error('the agent is not connected')
      return client
    },
    retryNow,
    start() {
      const stopping = new AbortController()
      const uninvite = door.onInvitation(retryNow)
      const watching = watchAgent(
        door,
        {
          opened: (opened) => {
            client = opened
          },
          event(event) {
            lastHeardAt = now()
            const epoch = event.type === 'snapshot' ? view.epoch + 1 : view.epoch
            show({ connection: { phase: 'live' }, state: applyEvent(view.state, event), epoch })
          },
          lost: (failure) => show({ connection: { phase: 'lost', failure, lastHeardAt } }),
          ended: (reason) => show({ connection: { phase: 'ended', reason }, state: undefined }),
        },
        wait,
        () => waking.signal,
        stopping.signal,
      )
      void watching
      return () => {
        uninvite()
        stopping.abort()
      }
    },
  }
}

import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import type { AgentStore, AgentView } from './agent-store.ts'

const AgentContext = createContext<AgentStore | undefined>(undefined)

export function AgentProvider({ store, children }: { store: AgentStore; children: ReactNode }) {
  useEffect(() => store.start(), [store])
  useEffect(() => lookAgainOnReturn(store), [store])
  return <AgentContext value={store}>{children}</AgentContext>
}

/** A laptop that wakes up, or a tab that is looked at again, need not sit out the pause between two tries. */
function lookAgainOnReturn(store: AgentStore): () => void {
  const look = () => {
    if (document.visibilityState === 'visible' && store.view().connection.phase === 'lost') store.retryNow()
  }
  document.addEventListener('visibilitychange', look)
  return () => document.removeEventListener('visibilitychange', look)
}

function useAgentStore(): AgentStore {
  const store = useContext(AgentContext)
  if (store === undefined) throw new Error('outside of AgentProvider')
  return store
}

export function useAgentView(): AgentView {
  const store = useAgentStore()
  return useSyncExternalStore(store.subscribe, store.view)
}

/** How components ask the agent for something. */
export function useAgent(): { client: () => AgentClient; retryNow: () => void } {
  return useAgentStore()
}

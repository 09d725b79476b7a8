import type { DesktopClient } from '@mylzip/shared/operations/desktop.ts'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { type CallFailure, callFailure } from '../agent/failures.ts'
import type { Desktop, DesktopStore } from './desktop.ts'

const DesktopContext = createContext<DesktopStore | undefined>(undefined)

export function DesktopProvider({ store, children }: { store: DesktopStore; children: ReactNode }) {
  useEffect(() => store.start(), [store])
  return <DesktopContext value={store}>{children}</DesktopContext>
}

/** The program around this page. Undefined in a browser: what needs it is not shown then. */
export function useDesktop(): Desktop | undefined {
  const store = useContext(DesktopContext)
  if (store === undefined) throw new Error('outside of DesktopProvider')
  return useSyncExternalStore(store.subscribe, store.desktop)
}

/** One wish to the program around this page, with what a screen shows of it. Nothing happens where there is no such program. */
export function useDesktopCall<Input>(ask: (client: DesktopClient, input: Input) => Promise<unknown>) {
  const desktop = useDesktop()
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<CallFailure>()
  const client = desktop?.client
  const run = useCallback(
    async (input: Input) => {
      if (client === undefined) return
      setRunning(true)
      setFailure(undefined)
      await ask(client, input).catch((error: unknown) => setFailure(callFailure(error)))
      setRunning(false)
    },
    [ask, client],
  )
  return { running, failure, run: (input: Input) => void (running || run(input)) }
}

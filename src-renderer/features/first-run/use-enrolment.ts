import { second } from '@mylzip/shared/domain/time.ts'
import type { EnrolmentView } from '@mylzip/shared/operations/device.ts'
import { useCallback, useEffect, useState } from 'react'
import { useAgent, useAgentView } from '../../agent/agent-context.tsx'

/** How far this device is with being let in. While it waits the agent is asked each second, which asks the cloud less often. */
export function useEnrolment(): [EnrolmentView | undefined, (view: EnrolmentView) => void] {
  const { client } = useAgent()
  const live = useAgentView().connection.phase === 'live'
  const [view, setView] = useState<EnrolmentView>()
  const waiting = view?.state === 'waiting'

  const look = useCallback(async () => {
    try {
      setView(await client().device.enrolment())
    } catch {
      // What was known stays on the page: whether the agent is there is said above it.
    }
  }, [client])
  useEffect(() => {
    if (live) void look()
  }, [live, look])
  useEffect(() => {
    if (!live || !waiting) return
    const timer = setInterval(() => void look(), second)
    return () => clearInterval(timer)
  }, [live, waiting, look])
  return [view, setView]
}

import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useAgent, useAgentView } from './agent-context.tsx'
import { type CallFailure, callFailure } from './failures.ts'

export interface Reading<Value> {
  /** What was read last; it stays while it is read again. */
  value: Value | undefined
  reading: boolean
  failure: CallFailure | undefined
  again(): void
}

/**
 * What a screen shows beside the watched state: read when it opens, after each new snapshot, and whenever `occasion` is another
 * one. An answer that was overtaken by a later question is dropped.
 */
export function useReading<Value>(ask: (client: AgentClient) => Promise<Value>, occasion: unknown): Reading<Value> {
  const { client } = useAgent()
  const { connection, epoch } = useAgentView()
  const live = connection.phase === 'live'
  const asked = useRef(0)
  const [now, setNow] = useState<Omit<Reading<Value>, 'again'>>({ value: undefined, reading: true, failure: undefined })

  const again = useCallback(async () => {
    asked.current += 1
    const question = asked.current
    setNow((before) => ({ ...before, reading: true }))
    const settle = (found: Partial<Reading<Value>>) => {
      if (question === asked.current) setNow((before) => ({ ...before, reading: false, failure: undefined, ...found }))
    }
    try {
      settle({ value: await ask(client()) })
    } catch (error) {
      settle({ failure: callFailure(error) })
    }
  }, [ask, client])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read belongs to the occasion and the snapshot it was read after
  useEffect(() => {
    if (live) void again()
  }, [live, again, epoch, occasion])
  const reread = useCallback(() => void again(), [again])
  return { ...now, again: reread }
}

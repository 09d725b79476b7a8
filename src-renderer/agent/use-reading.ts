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

/** A question on its way, and whether there was another occasion for it since. */
interface Question {
  readonly ask: unknown
  /** The snapshot it was asked after: one that went astray with the connection is not waited for. */
  readonly epoch: number
  isDue: boolean
}

/**
 * What a screen shows beside the watched state: read when it opens, after each new snapshot, and whenever `occasion` is another
 * one. Occasions that come while it is read are answered together, by one more reading after it; so steady pushes neither storm the
 * agent nor keep its answers from the screen. The answer to another question, or from before a new snapshot, is dropped.
 */
export function useReading<Value>(ask: (client: AgentClient) => Promise<Value>, occasion: unknown): Reading<Value> {
  const { client } = useAgent()
  const { connection, epoch } = useAgentView()
  const live = connection.phase === 'live'
  const underWay = useRef<Question>(undefined)
  const [now, setNow] = useState<Omit<Reading<Value>, 'again'>>({ value: undefined, reading: true, failure: undefined })

  const again = useCallback(async () => {
    if (underWay.current?.ask === ask && underWay.current.epoch === epoch) {
      underWay.current.isDue = true
      return
    }
    const question: Question = { ask, epoch, isDue: false }
    underWay.current = question
    setNow((before) => ({ ...before, reading: true }))
    do {
      question.isDue = false
      const found = await answerOf(ask, client)
      if (underWay.current !== question) return
      const reading = question.isDue
      setNow((before) => ({ ...before, failure: undefined, ...found, reading }))
    } while (question.isDue)
    underWay.current = undefined
  }, [ask, client, epoch])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read belongs to the occasion and the snapshot it was read after
  useEffect(() => {
    if (live) void again()
  }, [live, again, occasion])
  const reread = useCallback(() => void again(), [again])
  return { ...now, again: reread }
}

async function answerOf<Value>(ask: (client: AgentClient) => Promise<Value>, client: () => AgentClient) {
  try {
    return { value: await ask(client()) }
  } catch (error) {
    return { failure: callFailure(error) }
  }
}

import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useCallback, useState } from 'react'
import { useAgent } from './agent-context.tsx'
import { type CallFailure, callFailure } from './failures.ts'

export interface Call<Input, Output> {
  /** Asks; a call that is still going on is not begun a second time. */
  run(input: Input): void
  running: boolean
  result: Output | undefined
  failure: CallFailure | undefined
}

/** One question to the agent with what a screen shows of it: that it goes on, what came of it, why it failed. */
export function useCall<Input, Output>(ask: (client: AgentClient, input: Input) => Promise<Output>, then?: (output: Output) => void) {
  const { client } = useAgent()
  const [call, setCall] = useState<Omit<Call<Input, Output>, 'run'>>({ running: false, result: undefined, failure: undefined })

  const run = useCallback(
    async (input: Input) => {
      setCall({ running: true, result: undefined, failure: undefined })
      const answer = await answerTo(ask, client, input)
      if ('failure' in answer) {
        setCall({ running: false, result: undefined, failure: answer.failure })
        return
      }
      setCall({ running: false, result: answer.result, failure: undefined })
      // A fault in what follows is none of the call.
      then?.(answer.result)
    },
    [ask, client, then],
  )
  return { ...call, run: (input: Input) => void (call.running || run(input)) } satisfies Call<Input, Output>
}

type Answer<Output> = { result: Output } | { failure: CallFailure }

async function answerTo<Input, Output>(
  ask: (client: AgentClient, input: Input) => Promise<Output>,
  client: () => AgentClient,
  input: Input,
): Promise<Answer<Output>> {
  let isSent = false
  try {
    const connected = client()
    isSent = true
    return { result: await ask(connected, input) }
  } catch (error) {
    const failure = callFailure(error)
    return { failure: isSent && failure.sentence === undefined ? { ...failure, mayBeDone: true } : failure }
  }
}

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
      try {
        const result = await ask(client(), input)
        setCall({ running: false, result, failure: undefined })
        then?.(result)
      } catch (error) {
        setCall({ running: false, result: undefined, failure: callFailure(error) })
      }
    },
    [ask, client, then],
  )
  return { ...call, run: (input: Input) => void (call.running || run(input)) } satisfies Call<Input, Output>
}

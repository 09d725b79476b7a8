import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { CheckHead, Finding } from '@mylzip/shared/operations/doctor.ts'
import type { PreflightReport } from '@mylzip/shared/operations/preflight.ts'
import { useCallback, useEffect, useState } from 'react'
import { useAgent } from '../../agent/agent-context.tsx'
import { type CallFailure, callFailure } from '../../agent/failures.ts'

export interface Looked {
  /** What is looked at, in the order in which it is shown. */
  checks: readonly CheckHead[]
  findings: readonly Finding[]
  report: PreflightReport | undefined
  failure: CallFailure | undefined
}

const nothingYet: Looked = { checks: [], findings: [], report: undefined, failure: undefined }

/** Has the agent look at what the order would meet, and hears each finding as soon as it is there; ends it when the page is left. */
export function usePreflight(order: OrderInput): Looked & { again(): void } {
  const { client } = useAgent()
  const [attempt, setAttempt] = useState(0)
  const [looked, setLooked] = useState(nothingYet)
  const wanted = JSON.stringify(order)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another look at the same order
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const show = (change: (before: Looked) => Looked) => signal.aborted || setLooked(change)
    const look = async () => {
      try {
        for await (const event of await client().certificates.preflight(JSON.parse(wanted) as OrderInput, { signal })) {
          if (event.type === 'begun') show((before) => ({ ...before, checks: event.checks }))
          if (event.type === 'finding') show((before) => ({ ...before, findings: [...before.findings, event.finding] }))
          if (event.type === 'report') show((before) => ({ ...before, report: event.report }))
        }
      } catch (error) {
        show((before) => ({ ...before, failure: callFailure(error) }))
      }
    }
    setLooked(nothingYet)
    void look()
    return () => leaving.abort()
  }, [attempt, client, wanted])

  return { ...looked, again: useCallback(() => setAttempt((before) => before + 1), []) }
}

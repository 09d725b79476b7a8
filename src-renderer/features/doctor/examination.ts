import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { CheckHead, DoctorEvent, DoctorReport, Finding } from '@mylzip/shared/operations/doctor.ts'
import { useSyncExternalStore } from 'react'
import { type CallFailure, callFailure } from '../../agent/failures.ts'

/** One look of the doctor's, as far as it has come. */
export interface Examination {
  phase: 'none' | 'running' | 'done' | 'stopped' | 'failed'
  /** Looked at beside what is here; empty: nothing is. */
  name: string
  checks: readonly CheckHead[]
  findings: readonly Finding[]
  report: DoctorReport | undefined
  failure: CallFailure | undefined
}

const none: Examination = { phase: 'none', name: '', checks: [], findings: [], report: undefined, failure: undefined }

/** It outlives the screen: whoever looks at something else meanwhile finds it where it has come to. */
let current = none
let stopping: AbortController | undefined
const listeners = new Set<() => void>()

function show(change: Partial<Examination>): void {
  current = { ...current, ...change }
  for (const listener of listeners) listener()
}

/** Looks at everything anew; one that is going on ends. */
export async function examine(client: () => AgentClient, name: string): Promise<void> {
  stopping?.abort()
  const own = new AbortController()
  stopping = own
  show({ ...none, phase: 'running', name })
  try {
    const events = await client().doctor.run({ names: name === '' ? [] : [name] }, { signal: own.signal })
    for await (const event of events) if (!own.signal.aborted) show(after(current, event))
    if (!own.signal.aborted && current.phase === 'running') show({ phase: 'failed', failure: callFailure(undefined) })
  } catch (error) {
    if (!own.signal.aborted) show({ phase: 'failed', failure: callFailure(error) })
  }
}

/** What was found until now stays to be read. */
export function stopExamining(): void {
  stopping?.abort()
  show({ phase: 'stopped' })
}

function after({ findings }: Examination, event: DoctorEvent): Partial<Examination> {
  switch (event.type) {
    case 'begun':
      return { checks: event.checks }
    case 'finding':
      return { findings: [...findings, event.finding] }
    case 'report':
      return { phase: 'done', report: event.report, findings: event.report.findings }
    // Of a newer agent, which tells more than this page knows of.
    default:
      return {}
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useExamination = (): Examination => useSyncExternalStore(subscribe, () => current)

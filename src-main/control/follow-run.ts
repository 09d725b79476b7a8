import { second } from '@mylzip/shared/domain/time.ts'
import type { Run } from '@mylzip/shared/operations/values.ts'
import type { Announcer } from '../state/announcer.ts'
import type { Timers } from '../system/timers.port.ts'

interface Needs {
  announcer: Announcer
  timers: Timers
  getRun(runId: string): Promise<Run>
  /** Aborts when the agent stops: then nobody waits for a run any more. */
  signal: AbortSignal
}

/** Changes are announced; what was not is seen this many ms later. */
const look = 10 * second

/** Resolves when the run has ended, whoever carries it out, and rejects when the agent stops before. */
export function createFollowRun({ announcer, timers, getRun, signal }: Needs) {
  return async (runId: string, changed: (run: Run) => void): Promise<Run> => {
    let wake = () => {}
    let announced = true
    const hear = () => {
      announced = true
      wake()
    }
    const leave = announcer.listen((event) => {
      if (event.type === 'run' && event.run.id === runId) hear()
    })
    signal.addEventListener('abort', hear)
    try {
      for (;;) {
        signal.throwIfAborted()
        announced = false
        const run = await getRun(runId)
        if (run.status !== 'running') return run
        changed(run)
        const callOff = timers.after(look, hear)
        await new Promise<void>((resolve) => {
          wake = resolve
          if (announced) resolve()
        })
        callOff()
      }
    } finally {
      leave()
      signal.removeEventListener('abort', hear)
    }
  }
}

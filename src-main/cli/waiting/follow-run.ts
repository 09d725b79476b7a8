import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Run, StateEvent } from '@mylzip/shared/operations/values.ts'

interface Begins {
  runId: string
  certificateId: string
}

interface Following<Begun extends Begins> {
  client: AgentClient
  folder: string
  /** Starts the run, or joins it. */
  begin(): Promise<Begun>
  /** Each change of the run, whole. */
  progress(run: Run): void
  /** Ends the waiting, not the run. */
  signal: AbortSignal
}

/**
 * Begins a run and waits until it has ended. The events are asked for first, so that no step falls between the two. Refuses
 * with PROGRAM_ENDED_MEANWHILE, and the ids of what goes on later, where the program ends that has taken the run over.
 */
export async function followRun<Begun extends Begins>(following: Following<Begun>): Promise<Begun & { run: Run }> {
  const { client, folder, begin, progress, signal } = following
  const events = await client.state.watch(undefined, { signal })
  let begun: Begun | undefined
  try {
    begun = await begin()
    for await (const event of events) {
      const run = runIn(event, begun.runId)
      if (!run) continue
      progress(run)
      if (run.status !== 'running') return { ...begun, run }
    }
    throw new Refusal('AGENT_NOT_RUNNING', { folder, reason: 'it ended meanwhile' })
  } catch (error) {
    if (begun === undefined || !isRefusal(error, 'AGENT_NOT_RUNNING')) throw error
    const { runId, certificateId } = begun
    throw new Refusal('PROGRAM_ENDED_MEANWHILE', { runId, certificateId }, { cause: error })
  } finally {
    // A pipe that is gone has nothing to be told.
    await events.return?.(undefined).catch(() => undefined)
  }
}

function runIn(event: StateEvent, runId: string): Run | undefined {
  if (event.type === 'run') return event.run.id === runId ? event.run : undefined
  return event.type === 'snapshot' ? event.snapshot.runs.find(({ id }) => id === runId) : undefined
}

import type { Activity, Run, Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'

/** What the screens show: the snapshot with everything pushed since applied to it. */
export type AgentState = Snapshot

/** Applies one event. What comes before the first snapshot is dropped, because there is nothing to apply it to. */
export function applyEvent(state: AgentState | undefined, event: StateEvent): AgentState | undefined {
  if (event.type === 'snapshot') return event.snapshot
  if (state === undefined) return undefined
  switch (event.type) {
    case 'device':
      return { ...state, device: event.device }
    case 'certificate':
      return { ...state, certificates: replaceOrAppend(state.certificates, event.certificate) }
    case 'pause':
      return { ...state, pause: event.pause }
    case 'run':
      return { ...state, runs: withRun(state.runs, event.run) }
    case 'activity':
      return { ...state, activity: withActivity(state.activity, event.activity) }
    // Of a newer agent, which tells more than this page knows of.
    default:
      return state
  }
}

function replaceOrAppend<T extends { id: string }>(list: readonly T[], item: T): T[] {
  return list.some(({ id }) => id === item.id) ? list.map((old) => (old.id === item.id ? item : old)) : [...list, item]
}

/** As the snapshot has it: those running, and the last ended of each certificate. */
function withRun(runs: readonly Run[], run: Run): Run[] {
  const superseded = (old: Run) => old.certificateId === run.certificateId && old.status !== 'running' && old.startedAt <= run.startedAt
  const kept = runs.filter((old) => old.id === run.id || run.status === 'running' || !superseded(old))
  return replaceOrAppend(kept, run)
}

/** The newest first, each entry once: a push may overtake the snapshot that already holds it. */
function withActivity(activity: readonly Activity[], entry: Activity): Activity[] {
  return [entry, ...activity.filter(({ seq }) => seq !== entry.seq)].sort((one, other) => other.seq - one.seq)
}

/** The run a screen shows for a certificate: the one going on, else the last that ended. */
export function latestRun(runs: readonly Run[], certificateId: string): Run | undefined {
  const own = runs.filter((run) => run.certificateId === certificateId)
  return own.find(({ status }) => status === 'running') ?? own.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0]
}

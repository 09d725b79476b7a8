import type { StateEvent } from '@mylzip/shared/operations/values.ts'
import { describe, expect, test } from 'vitest'
import { type AgentState, applyEvent, latestRun } from '#renderer/agent/agent-state.ts'
import { certificateId, sampleActivity, sampleCertificate, sampleDevice, sampleRun, sampleSnapshot } from '../../../support/samples.ts'

const snapshot = sampleSnapshot({
  runs: [sampleRun(7, { id: '10000000-0000-4000-8000-000000000001', startedAt: '2026-11-03T13:00:00.000Z' })],
})
const stateAfter = (...events: StateEvent[]) =>
  events.reduce<AgentState | undefined>(applyEvent, snapshot) ?? expect.fail('there is a state')

describe('what the screens show after each push', () => {
  test('nothing is shown of changes that came before the first snapshot', () => {
    expect(applyEvent(undefined, { type: 'device', device: sampleDevice() })).toBeUndefined()
  })

  test('a snapshot replaces all there was', () => {
    const fresh = sampleSnapshot({ certificates: [], activity: [] })
    expect(applyEvent(snapshot, { type: 'snapshot', snapshot: fresh })).toBe(fresh)
  })

  test('a changed certificate takes the place of the old one, a new one is added', () => {
    const changed = sampleCertificate({ health: 'attention' })
    const second = sampleCertificate({ id: '20000000-0000-4000-8000-000000000002' })
    expect(stateAfter({ type: 'certificate', certificate: changed }, { type: 'certificate', certificate: second }).certificates).toEqual([
      changed,
      second,
    ])
  })

  test('the device is replaced whole', () => {
    const device = sampleDevice({ team: 'Another team' })
    expect(stateAfter({ type: 'device', device }).device).toBe(device)
  })

  test('steps advance: a run that is known takes the place of what was known of it', () => {
    const { runs } = stateAfter({ type: 'run', run: sampleRun(1) }, { type: 'run', run: sampleRun(2) })
    expect(runs.map((run) => run.acmeRequests)).toEqual([7, 2])
  })

  test('when a run has ended, the one that ended before it is forgotten', () => {
    const { runs } = stateAfter({ type: 'run', run: sampleRun(1) }, { type: 'run', run: sampleRun(7) })
    expect(runs).toEqual([sampleRun(7)])
  })

  test('a run of another certificate is left alone', () => {
    const other = sampleRun(7, { id: '30000000-0000-4000-8000-000000000003', certificateId: '20000000-0000-4000-8000-000000000002' })
    expect(stateAfter({ type: 'run', run: other }).runs).toHaveLength(2)
  })

  test('activities stay newest first and are never shown twice', () => {
    const [newest] = sampleActivity(13)
    if (newest === undefined) return expect.fail('the sample is not empty')
    const { activity } = stateAfter({ type: 'activity', activity: newest }, { type: 'activity', activity: newest })
    expect(activity.map(({ seq }) => seq)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  })
})

describe('the run a certificate shows', () => {
  test('the one going on comes before one that ended', () => {
    const running = sampleRun(2)
    expect(latestRun([...snapshot.runs, running], certificateId)).toBe(running)
  })

  test('else the last that ended, and none when there was none', () => {
    expect(latestRun(snapshot.runs, certificateId)).toBe(snapshot.runs[0])
    expect(latestRun([], certificateId)).toBeUndefined()
  })
})

import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { StateEvent } from '@mylzip/shared/operations/values.ts'
import { ORPCError } from '@orpc/client'
import { describe, expect, test } from 'vitest'
import { createAgentStore } from '#renderer/agent/agent-store.ts'
import { backoff } from '#renderer/agent/backoff.policy.ts'
import { type Door, PermissionEnded } from '#renderer/agent/door.ts'
import { sampleNow, sampleSnapshot } from '../../../support/samples.ts'

const snapshotEvent: StateEvent = { type: 'snapshot', snapshot: sampleSnapshot() }

/** A door whose tries end as listed; the last one stays open. */
function doorWith(tries: (() => AsyncGenerator<StateEvent> | Promise<never>)[]) {
  let invite = () => {}
  const opened: number[] = []
  const door: Door = {
    async open() {
      const begin = tries[opened.length]
      opened.push(opened.length)
      const watch = async () => (begin ?? staysOpen)()
      return { state: { watch } } as unknown as AgentClient
    },
    onInvitation(listener) {
      invite = listener
      return () => {}
    },
  }
  return { door, opened, invite: () => invite() }
}

async function* staysOpen(): AsyncGenerator<StateEvent> {
  yield snapshotEvent
  await new Promise(() => {})
}

const fails = (error: unknown) => Promise.reject(error)

async function* endsAfterSnapshot(): AsyncGenerator<StateEvent> {
  yield snapshotEvent
}

/** Notes how long each pause is meant to be; goes on at once unless it has to be woken. */
function storeAt(door: Door) {
  const pauses: (number | undefined)[] = []
  const phases: string[] = []
  const store = createAgentStore({
    door,
    now: () => sampleNow,
    wait: (ms, signal) => {
      pauses.push(ms)
      return ms === undefined && !signal.aborted
        ? new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
        : Promise.resolve()
    },
  })
  store.subscribe(() => phases.push(store.view().connection.phase))
  return { store, pauses, phases }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('a page whose agent goes away', () => {
  test('says so, keeps what it knew, and shows the agent again when it is back', async () => {
    const { door } = doorWith([endsAfterSnapshot, () => fails(new TypeError('Failed to fetch'))])
    const { store, pauses, phases } = storeAt(door)
    const stop = store.start()
    await settled()
    stop()
    expect(phases).toEqual(['live', 'lost', 'lost', 'live'])
    expect(pauses).toEqual([1_000, 2_000])
    expect(store.view()).toMatchObject({ epoch: 2, state: { device: { team: 'Acme Dental' } } })
  })

  test('tells an agent that answers wrongly from one that does not answer', async () => {
    const { door } = doorWith([() => fails(new ORPCError('DEFECT', { status: 500, message: 'Something went wrong.' }))])
    const { store } = storeAt(door)
    const failures: unknown[] = []
    store.subscribe(() => {
      const { connection } = store.view()
      if (connection.phase === 'lost') failures.push(connection.failure)
    })
    const stop = store.start()
    await settled()
    stop()
    expect(failures).toEqual([{ code: 'DEFECT', sentence: 'Something went wrong.', data: {} }])
  })

  test('looks again ever more rarely, but at least every 15 seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 40].map(backoff)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000])
  })
})

describe('a page whose permission has ended', () => {
  test.each([
    ['ended', new ORPCError('CALLER_UNKNOWN', { status: 401 })],
    ['link-used', new PermissionEnded('link-used')],
  ])('asks for a new link (%s), shows nothing more, and tries nothing by itself', async (reason, error) => {
    const { door, opened } = doorWith([endsAfterSnapshot, () => fails(error)])
    const { store, pauses } = storeAt(door)
    const stop = store.start()
    await settled()
    expect(store.view()).toMatchObject({ connection: { phase: 'ended', reason }, state: undefined })
    expect(opened).toHaveLength(2)
    expect(pauses.at(-1)).toBeUndefined()
    stop()
  })

  test('goes on when a new link is followed in the same tab', async () => {
    const { door, invite } = doorWith([() => fails(new PermissionEnded('no-link'))])
    const { store, phases } = storeAt(door)
    const stop = store.start()
    await settled()
    invite()
    await settled()
    stop()
    expect(phases).toEqual(['ended', 'live'])
  })

  test('a link followed while the page was still asking is not slept over', async () => {
    const { door, invite } = doorWith([
      () => {
        invite()
        return fails(new PermissionEnded('no-link'))
      },
    ])
    const { store, phases } = storeAt(door)
    const stop = store.start()
    await settled()
    stop()
    expect(phases).toEqual(['ended', 'live'])
  })
})

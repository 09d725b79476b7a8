import type { Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'
import { expect, it } from 'vitest'
import { createAnnouncer } from '#main/state/announcer.ts'
import { watchState } from '#main/state/watch.ts'

const snapshot = { certificates: [] } as unknown as Snapshot
const change = (seq: number) => ({ type: 'activity', activity: { seq } }) as unknown as StateEvent

it('a watcher gets the snapshot first, and no change that happens while it is read is lost', async () => {
  const announcer = createAnnouncer()
  const watching = watchState(
    announcer,
    async () => {
      announcer.announce(change(1))
      return snapshot
    },
    new AbortController().signal,
  )
  expect((await watching.next()).value).toEqual({ type: 'snapshot', snapshot })
  expect((await watching.next()).value).toEqual(change(1))
  const waiting = watching.next()
  announcer.announce(change(2))
  expect((await waiting).value).toEqual(change(2))
  await watching.return(undefined)
})

it('a watcher that falls far behind gets a new snapshot instead of a long queue', async () => {
  const announcer = createAnnouncer()
  let reads = 0
  const read = async () => {
    reads++
    return snapshot
  }
  const watching = watchState(announcer, read, new AbortController().signal)
  await watching.next()
  for (let seq = 0; seq < 500; seq++) announcer.announce(change(seq))
  expect((await watching.next()).value).toEqual({ type: 'snapshot', snapshot })
  expect(reads).toBe(2)
  await watching.return(undefined)
})

it('a watcher that leaves is forgotten, also while it waits', async () => {
  const announcer = createAnnouncer()
  const leaving = new AbortController()
  const watching = watchState(announcer, async () => snapshot, leaving.signal)
  await watching.next()
  const waiting = watching.next()
  leaving.abort()
  expect((await waiting).done).toBe(true)
})

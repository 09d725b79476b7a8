import { eventIterator } from '@orpc/contract'
import { read } from './operation.ts'
import { Snapshot, StateEvent } from './values.ts'

export const state = {
  get: read.route({ method: 'GET', path: '/state' }).output(Snapshot),
  /** Begins with a snapshot and goes on until the caller leaves; a caller that falls behind gets a new snapshot. */
  watch: read.route({ method: 'GET', path: '/state/events' }).output(eventIterator(StateEvent)),
}

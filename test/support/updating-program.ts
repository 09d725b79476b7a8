import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { onTestFinished } from 'vitest'
import type { Channel } from '#main/electron/updates/update.policy.ts'
import type { OfferedUpdate, UpdateSource } from '#main/electron/updates/update-source.port.ts'
import { nothingDone, type UpdateState } from '#main/electron/updates/update-state.policy.ts'
import { createUpdates } from '#main/electron/updates/updates.service.ts'
import { createFakeTime } from './fake-time.ts'
import { createSilentLog } from './silent-log.ts'

export const minute = 60_000
export const hour = 60 * minute
export const newer: OfferedUpdate = { version: '1.1.0', notes: 'New.' }

export interface World {
  offered?: OfferedUpdate | undefined
  organisation?: string
  publishers?: string[]
  installedBy?: UpdateSource['installedBy']
  version?: string
  lastFailure?: Refusal
}

/** A program that looks for new versions, and what it did: time passes only where a test says so. */
export function world(given: World = {}) {
  const { installedBy = 'person', lastFailure, offered = newer, organisation, publishers = ['CN=us'], version = '1.0.0' } = given
  const time = createFakeTime()
  const said: string[] = []
  const at = {
    busy: false,
    busyService: false,
    offered: offered as OfferedUpdate | undefined,
    failure: undefined as Error | undefined,
    fetches: undefined as Error | undefined,
    believed: undefined as Error | undefined,
    installs: undefined as Error | undefined,
    /** What happens while Windows asks. */
    meanwhile: undefined as (() => Promise<void>) | undefined,
  }
  let state: UpdateState = nothingDone
  let chosen: Channel | undefined
  const updates = createUpdates(
    {
      version,
      lastFailure: async () => lastFailure,
      timers: time.timers,
      random: () => 0.5,
      organisation: async () => organisation,
      choice: {
        read: async () => chosen,
        async write(channel) {
          chosen = channel
        },
      },
      source: {
        installedBy,
        publishers: async () => publishers,
        async look({ channel, mayGoBack }) {
          said.push(`look ${channel}${mayGoBack ? ' and back' : ''}`)
          if (at.failure) throw at.failure
          return at.offered
        },
        async fetch() {
          said.push('fetch')
          if (at.fetches) throw at.fetches
        },
        async check() {
          if (at.believed) throw at.believed
        },
        async install({ isOlder, startsAgain }) {
          await at.meanwhile?.()
          if (at.installs) throw at.installs
          said.push(`install${isOlder ? ' older' : ''}${startsAgain ? ' and start' : ''}`)
        },
      },
    },
    {
      log: createSilentLog(),
      isBusy: async ({ ofMachine }) => at.busy || (ofMachine && at.busyService),
      tell(next) {
        state = next
      },
      quit: () => void said.push('quit'),
    },
  )
  onTestFinished(updates.close)
  return { time, said, at, updates, progress: () => state.progress, rule: () => state.rule }
}

/** A program that has fetched a new version and waits for the person. */
export async function ready(given: World = {}) {
  const all = world(given)
  await all.time.pass(5 * minute)
  all.said.length = 0
  return all
}

import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../../plugins/clock.port.ts'
import type { CloudTables } from '../../../plugins/database/schema.ts'
import { recordsAt } from '../dns.repository.ts'
import { nameOfKey } from '../names.policy.ts'
import { duePending, markPending, postponePending, removePending, versionOf } from './pending-names.repository.ts'
import type { PublishedType, RecordSet, ZonePlace } from './zone-place.port.ts'

const everyType: readonly PublishedType[] = ['A', 'AAAA', 'CAA', 'TXT']
const batch = 200
/** Until a name that failed again and again is tried once more: a server that is back has everything soon after. */
const longestRest = 15 * minute

export interface Publishing {
  /** Within the transaction that changes a name's records. */
  changed(trx: Transaction<CloudTables>, nameKeys: readonly string[], now: Instant): Promise<void>
  /** After its commit: answers once every place shows the names as the database has them. Refuses with ZONE_NOT_SHOWN. */
  show(nameKeys: readonly string[]): Promise<void>
  /** For the background: what a place could not be told, or nobody told it because a process was killed. */
  showPending(): Promise<void>
}

export interface PublishingNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  /** Undefined where the built-in name server is the only place, which needs to be told nothing. */
  place: ZonePlace | undefined
}

/** Brings what the database has to the places that answer for it. The database is right: places are told whole sets. */
export function createPublishing({ db, clock, place }: PublishingNeeds): Publishing {
  if (place === undefined) return { changed: async () => undefined, show: async () => undefined, showPending: async () => undefined }

  async function setsOf(key: string): Promise<RecordSet[]> {
    const records = await recordsAt(db, key, clock.now())
    const name = nameOfKey(key)
    return everyType.map((type) => ({ name, type, values: records.filter((each) => each.type === type).map(({ value }) => value) }))
  }

  /** Two instances may tell a place at once, the later one first: each looks again whether what it told still holds. */
  async function showOne(key: string, { show }: ZonePlace): Promise<void> {
    for (let told = ''; ; ) {
      const version = await versionOf(db, key)
      const sets = await setsOf(key)
      const now = JSON.stringify(sets)
      if (now === told) return removePending(db, key, version)
      await show(sets)
      told = now
    }
  }

  const show = async (keys: readonly string[]) => {
    await Promise.all([...new Set(keys)].map((key) => showOne(key, place)))
  }

  return {
    changed: markPending,
    show,
    async showPending() {
      const now = clock.now()
      // Whoever changed it just now is telling the places already.
      const due = await duePending(db, now - minute, now, batch)
      const outcomes = await Promise.allSettled(
        due.map(({ key, tries }) =>
          showOne(key, place).catch(async (error: unknown) => {
            await postponePending(db, key, tries + 1, now + Math.min(minute * 2 ** Math.min(tries, 10), longestRest))
            throw error
          }),
        ),
      )
      const failed = outcomes.find(({ status }) => status === 'rejected')
      if (failed?.status === 'rejected') throw failed.reason
    },
  }
}

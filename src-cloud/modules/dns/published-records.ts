import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { askTogether } from './asked-together.ts'
import { existingNames, recordsAtEach } from './dns.repository.ts'
import type { PublishedRecords } from './responder/lookup.ts'

/** Straight from the database: when a device's call has answered, every instance's name server has its record. */
export function publishedRecords(db: Kysely<CloudTables>): PublishedRecords {
  const at = askTogether((keys, now) => recordsAtEach(db, keys, now))
  const exists = askTogether((keys, now) => existingNames(db, keys, now))
  return { at: async (key, now) => (await at(key, now)) ?? [], exists: async (key, now) => (await exists(key, now)) === true }
}

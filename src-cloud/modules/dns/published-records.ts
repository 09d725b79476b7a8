import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { nameExists, recordsAt } from './dns.repository.ts'
import type { PublishedRecords } from './responder/lookup.ts'

/** Straight from the database: when a device's call has answered, every instance's name server has its record. */
export function publishedRecords(db: Kysely<CloudTables>): PublishedRecords {
  return { at: (key, now) => recordsAt(db, key, now), exists: (key, now) => nameExists(db, key, now) }
}

import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import * as first from '../../migrations/0001-first.ts'
import * as delegations from '../../migrations/0002-delegations.ts'
import * as people from '../../migrations/0003-people.ts'
import * as ssl from '../../migrations/0007-ssl.ts'
import * as licences from '../../migrations/0008-licences.ts'
import * as quota from '../../migrations/0009-quota.ts'
import type { CloudTables } from './schema.ts'

/** Named here rather than read from a folder, so that a bundle holds them. */
const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-delegations': delegations,
  '0003-people': people,
  '0007-ssl': ssl,
  '0008-licences': licences,
  '0009-quota': quota,
}

/** Applies what is missing. Several instances may do so at once. Refuses with DATABASE_NEWER. */
export async function migrate(db: Kysely<CloudTables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const stranger = (await appliedMigrations(db)).find((name) => !(name in migrations))
  if (stranger !== undefined) throw new Refusal('DATABASE_NEWER', { found: stranger })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function appliedMigrations(db: Kysely<CloudTables>): Promise<string[]> {
  const history = db.withTables<{ kysely_migration: { name: string } }>()
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  return (await history.selectFrom('kysely_migration').select('name').orderBy('name').execute()).map(({ name }) => name)
}

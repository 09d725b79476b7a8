import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import * as first from '../../migrations/0001-first.ts'
import * as delegations from '../../migrations/0002-delegations.ts'
import * as people from '../../migrations/0003-people.ts'
import * as accounts from '../../migrations/0004-accounts.ts'
import * as devices from '../../migrations/0005-devices.ts'
import * as dns from '../../migrations/0006-dns.ts'
import * as ssl from '../../migrations/0007-ssl.ts'
import * as licences from '../../migrations/0008-licences.ts'
import * as quota from '../../migrations/0009-quota.ts'
import * as acmeAccounts from '../../migrations/0010-acme-accounts.ts'
import * as alerts from '../../migrations/0011-alerts.ts'
import * as toldCertificates from '../../migrations/0013-told-certificates.ts'
import * as pendingNames from '../../migrations/0014-pending-names.ts'
import * as cloneAlerts from '../../migrations/0015-clone-alerts.ts'
import * as commandLog from '../../migrations/0016-command-log.ts'
import * as labels from '../../migrations/0017-labels.ts'
import * as replacedEnrolments from '../../migrations/0018-replaced-enrolments.ts'
import * as bounds from '../../migrations/0019-bounds.ts'
import * as looksWrittenOut from '../../migrations/0020-looks-written-out.ts'
import { assertNoRestoreUnfinished } from './restore-mark.ts'
import type { CloudTables } from './schema.ts'

/** Named here rather than read from a folder, so that a bundle holds them. */
const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-delegations': delegations,
  '0003-people': people,
  '0004-accounts': accounts,
  '0005-devices': devices,
  '0006-dns': dns,
  '0007-ssl': ssl,
  '0008-licences': licences,
  '0009-quota': quota,
  '0010-acme-accounts': acmeAccounts,
  '0011-alerts': alerts,
  '0013-told-certificates': toldCertificates,
  '0014-pending-names': pendingNames,
  '0015-clone-alerts': cloneAlerts,
  '0016-command-log': commandLog,
  '0017-labels': labels,
  '0018-replaced-enrolments': replacedEnrolments,
  '0019-bounds': bounds,
  '0020-looks-written-out': looksWrittenOut,
}

/** What the database has not got yet, and what it has that this version knows nothing of. */
export async function migrationState(db: Kysely<CloudTables>): Promise<{ pending: string[]; unknown: string[] }> {
  const applied = await appliedMigrations(db)
  return {
    pending: Object.keys(migrations).filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !(name in migrations)),
  }
}

/** Applies what is missing. Several instances may do so at once. Refuses with DATABASE_NEWER. */
export async function migrate(db: Kysely<CloudTables>): Promise<void> {
  // Unordered: a number that was given to work that took longer comes after a higher one, and each stands by itself.
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations }, allowUnorderedMigrations: true })
  const [stranger] = (await migrationState(db)).unknown
  if (stranger !== undefined) throw new Refusal('DATABASE_NEWER', { found: stranger })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

/**
 * For a server that starts: refuses with DATABASE_NOT_MIGRATED or RESTORE_UNFINISHED. A database that is newer is no hindrance, because
 * migrations only add: while a new version is brought in, instances of the old one start and stop beside it.
 */
export async function assertMigrated(db: Kysely<CloudTables>): Promise<{ unknown: string[] }> {
  await assertNoRestoreUnfinished(db)
  const { pending, unknown } = await migrationState(db)
  if (pending.length > 0) throw new Refusal('DATABASE_NOT_MIGRATED', { pending: pending.join(', ') })
  return { unknown }
}

async function appliedMigrations(db: Kysely<CloudTables>): Promise<string[]> {
  const history = db.withTables<{ kysely_migration: { name: string } }>()
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  return (await history.selectFrom('kysely_migration').select('name').orderBy('name').execute()).map(({ name }) => name)
}

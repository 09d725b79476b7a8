import { deviceLooksOf, looksOf } from '@mylzip/shared/domain/label-looks.policy.ts'
import type { Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'

/**
 * How labels look, each look once for all teams, or once for a team’s devices. A row is never taken away: a label that was
 * given up stays its team’s. Whoever comes second at the same moment waits for the first to commit, and finds its row.
 */
export async function claimSlugLooks(trx: Transaction<CloudTables>, slug: string): Promise<void> {
  const rows = looksOf(slug).map((look) => ({ look, slug }))
  await trx
    .insertInto('slug_looks')
    .values(rows)
    .onConflict((known) => known.doNothing())
    .execute()
}

/** Another team’s label that looks the same. */
export async function slugLike(db: Kysely<CloudTables>, slug: string): Promise<string | undefined> {
  const others = db.selectFrom('slug_looks').select('slug').where('look', 'in', looksOf(slug)).where('slug', '!=', slug)
  return (await others.executeTakeFirst())?.slug
}

export async function claimDeviceLooks(trx: Transaction<CloudTables>, teamId: string, label: string): Promise<void> {
  const rows = deviceLooksOf(label).map((look) => ({ team_id: teamId, look, label }))
  await trx
    .insertInto('device_label_looks')
    .values(rows)
    .onConflict((known) => known.doNothing())
    .execute()
}

/** Another label in the team, in use or given up, that looks the same. */
export async function deviceLabelLike(db: Kysely<CloudTables>, teamId: string, label: string): Promise<string | undefined> {
  const others = db
    .selectFrom('device_label_looks')
    .select('label')
    .where('team_id', '=', teamId)
    .where('look', 'in', deviceLooksOf(label))
    .where('label', '!=', label)
  return (await others.executeTakeFirst())?.label
}

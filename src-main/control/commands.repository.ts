import type { Command } from '@mylzip/shared/cloud-api/commands.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Kysely, type Selectable, sql, type Updateable } from 'kysely'
import type { AgentTables, CommandTable } from '../system/database/schema.ts'

export type CommandRow = Selectable<CommandTable>

/** What this device was told to do, and how far it is with it. Takes a transaction too. */
export function commandsRepository(db: Kysely<AgentTables>) {
  return {
    /** False when it is there already. */
    async add({ id, seq, order }: Command, now: Instant): Promise<boolean> {
      const added = await db
        .insertInto('commands')
        .values({ id, seq, command: JSON.stringify(order), state: 'delivered', received_at: now })
        .onConflict((known) => known.doNothing())
        .returning('id')
        .executeTakeFirst()
      return added !== undefined
    },
    /** The cloud holds it to be open: it was restored from a backup, perhaps, and has to hear of it again. */
    async tellAgain(id: string): Promise<undefined> {
      await db.updateTable('commands').set({ told_state: null }).where('id', '=', id).execute()
    },
    async update(id: string, change: Updateable<CommandTable>): Promise<void> {
      await db.updateTable('commands').set(change).where('id', '=', id).execute()
    },
    /** The first that is not done, in the order in which they were given. */
    next: (): Promise<CommandRow | undefined> =>
      db.selectFrom('commands').selectAll().where('state', 'in', ['delivered', 'running']).orderBy('seq').limit(1).executeTakeFirst(),
    /** Those of which the cloud has heard less than is known here. */
    untold: (limit: number): Promise<CommandRow[]> =>
      db.selectFrom('commands').selectAll().where(sql<boolean>`told_state IS NOT state`).orderBy('seq').limit(limit).execute(),
    /** Those that are not done, or of which the cloud has not heard how they ended. */
    async removeOpen(): Promise<void> {
      await db.deleteFrom('commands').where(sql<boolean>`ended_at IS NULL OR told_state IS NOT state`).execute()
    },
    async removeEndedBefore(moment: Instant): Promise<void> {
      await db.deleteFrom('commands').where('ended_at', '<', moment).where(sql<boolean>`told_state IS state`).execute()
    },
  }
}

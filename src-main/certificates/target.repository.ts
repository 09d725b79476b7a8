import type { Insertable, Kysely, Selectable, Updateable } from 'kysely'
import type { TargetTable } from '../system/database/program-tables.ts'
import type { AgentTables } from '../system/database/schema.ts'

export type TargetRow = Selectable<TargetTable>

/** What the sealed password of a PFX is bound to. */
export function targetPasswordPurpose(id: string): string {
  return `target-password:${id}`
}

/** As records of a version name a program: its kind first, by which an organisation allows it. */
export function targetKey({ id, kind }: Pick<TargetRow, 'id' | 'kind'>): string {
  return `${kind}:${id}`
}

/** The programs that people have set up to present certificates. `db` may be a transaction. */
export function targetRepository(db: Kysely<AgentTables>) {
  const table = () => db.selectFrom('targets').selectAll()
  return {
    /** In the order they were set up, which is the order they are told in. */
    all: (): Promise<TargetRow[]> => table().orderBy('created_at').orderBy('id').execute(),
    ofCertificate: (certificateId: string): Promise<TargetRow[]> =>
      table().where('certificate_id', '=', certificateId).orderBy('created_at').orderBy('id').execute(),
    find: (id: string): Promise<TargetRow | undefined> => table().where('id', '=', id).executeTakeFirst(),
    /** The one that records name so; undefined for a program that nobody has set up. */
    named: async (key: string): Promise<TargetRow | undefined> => {
      const [, id = ''] = key.split(':')
      return table().where('id', '=', id).executeTakeFirst()
    },
    async add(row: Insertable<TargetTable>): Promise<void> {
      await db.insertInto('targets').values(row).execute()
    },
    async update(id: string, change: Updateable<TargetTable>): Promise<void> {
      await db.updateTable('targets').set(change).where('id', '=', id).execute()
    },
    /** It presents another certificate from now on: this device got another name. */
    async moveAll(from: string, to: string): Promise<void> {
      await db.updateTable('targets').set({ certificate_id: to, rolled_back_from: null }).where('certificate_id', '=', from).execute()
    },
    async remove(id: string): Promise<void> {
      await db.deleteFrom('targets').where('id', '=', id).execute()
      await db.deleteFrom('consumers').where('target', 'like', `%:${id}`).execute()
    },
  }
}

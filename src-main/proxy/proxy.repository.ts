import type { Kysely, Selectable } from 'kysely'
import type { ProxyTable } from '../system/database/program-tables.ts'
import type { AgentTables } from '../system/database/schema.ts'

export type ProxyRow = Selectable<ProxyTable>

/** The proxy that a person chose; none is kept while it is left to the system. `db` may be a transaction. */
export function proxyRepository(db: Kysely<AgentTables>) {
  return {
    find: (): Promise<ProxyRow | undefined> => db.selectFrom('proxy').selectAll().executeTakeFirst(),
    /** In place of the one before. */
    async put(row: Omit<ProxyRow, 'id'> | undefined): Promise<void> {
      await db.deleteFrom('proxy').execute()
      if (row)
        await db
          .insertInto('proxy')
          .values({ id: 1, ...row })
          .execute()
    },
  }
}

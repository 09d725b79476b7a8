import type { Kysely, Selectable } from 'kysely'
import type { AgentTables, DnsServerTable } from '../../system/database/schema.ts'

export type DnsServerRow = Selectable<DnsServerTable>

/** Customers' DNS servers that names are proven in, each with its sealed key. `db` may be a transaction. */
export function dnsServerRepository(db: Kysely<AgentTables>) {
  return {
    list: (): Promise<Pick<DnsServerRow, 'url' | 'created_at'>[]> =>
      db.selectFrom('dns_servers').select(['url', 'created_at']).orderBy('created_at').orderBy('url').execute(),
    find: (url: string): Promise<DnsServerRow | undefined> =>
      db.selectFrom('dns_servers').selectAll().where('url', '=', url).executeTakeFirst(),
    async put(row: DnsServerRow): Promise<void> {
      const { sealed_key } = row
      await db
        .insertInto('dns_servers')
        .values(row)
        .onConflict((known) => known.column('url').doUpdateSet({ sealed_key }))
        .execute()
    },
    async remove(url: string): Promise<void> {
      await db.deleteFrom('dns_servers').where('url', '=', url).execute()
    },
    /** How the certificates prove their names, as their rows say it. */
    proofsInUse: () => db.selectFrom('certificates').select(['names', 'proof']).where('retired_at', 'is', null).execute(),
  }
}

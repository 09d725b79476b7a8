import { type Kysely, sql } from 'kysely'
import type { AgentTables } from '../../system/database/schema.ts'
import { type SealedColumn, sealedColumns } from './sealed-columns.ts'

export interface SealedValue {
  table: string
  column: string
  row: Record<string, string | number>
  purpose: string
  sealed: Uint8Array
}

/** Everything in the database that only this machine's secrets can open. Takes a transaction too. */
export function sealedValuesRepository(db: Kysely<AgentTables>) {
  async function of(column: SealedColumn): Promise<SealedValue[]> {
    const name = sql.ref(column.column)
    const keys = sql.join(column.key.map((part) => sql.ref(part)))
    const { rows } = await sql<Record<string, string | number> & { sealed_value: Uint8Array }>`
      SELECT ${keys}, ${name} AS sealed_value FROM ${sql.table(column.table)} WHERE ${name} IS NOT NULL ORDER BY rowid`.execute(db)
    return rows.map(({ sealed_value, ...row }) => {
      const key = row as Record<string, string | number>
      return { table: column.table, column: column.column, row: key, purpose: column.purpose(key), sealed: sealed_value }
    })
  }

  return {
    async all(): Promise<SealedValue[]> {
      const values: SealedValue[] = []
      for (const column of sealedColumns) values.push(...(await of(column)))
      return values
    },

    async replace({ table, column, row }: Pick<SealedValue, 'table' | 'column' | 'row'>, sealed: Uint8Array): Promise<void> {
      const matches = sql.join(
        Object.entries(row).map(([part, value]) => sql`${sql.ref(part)} = ${value}`),
        sql` AND `,
      )
      await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${sealed} WHERE ${matches}`.execute(db)
    },
  }
}

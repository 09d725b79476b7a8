import { type Kysely, sql } from 'kysely'
import type { CloudTables } from './schema.ts'

interface Rows {
  table: 'audit_heads' | 'device_instances' | 'former_device_keys' | 'status_reports'
  by: 'seq' | 'last_at' | 'retired_at' | 'received_at'
  deviceId: string
  most: number
}

/** Leaves a device so many of its rows, by the order of a column; those that are alike in it stay together. */
export async function keepNewest(db: Kysely<CloudTables>, { table, by, deviceId, most }: Rows): Promise<void> {
  const order = sql.ref(by)
  await sql`DELETE FROM ${sql.table(table)} WHERE device_id = ${deviceId} AND ${order} <
    (SELECT ${order} FROM ${sql.table(table)} WHERE device_id = ${deviceId} ORDER BY ${order} DESC OFFSET ${most - 1} LIMIT 1)`.execute(db)
}

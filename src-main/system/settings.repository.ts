import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { AgentTables } from './database/schema.ts'
import { jsonIn } from './json-in.policy.ts'

/** A setting's name, its form, and what it is while nobody has set it. */
export interface Setting<T> {
  key: string
  schema: z.ZodType<T>
  fallback: T
}

/** Settings as JSON text. Takes a transaction too. */
export function settingsRepository(db: Kysely<AgentTables>) {
  return {
    /** What another version left in another form counts as not set: a setting must never keep the agent from starting. */
    async get<T>({ key, schema, fallback }: Setting<T>): Promise<T> {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
      if (!row) return fallback
      const parsed = schema.safeParse(jsonIn(row.value))
      return parsed.success ? parsed.data : fallback
    },

    async set<T>({ key, schema }: Setting<T>, value: T): Promise<void> {
      const row = { key, value: JSON.stringify(schema.parse(value)) }
      await db
        .insertInto('settings')
        .values(row)
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: row.value }))
        .execute()
    },
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '#cloud/plugins/database/open-database.ts'
import { openPostgres } from '#cloud/plugins/database/postgres.ts'
import type { CloudTables } from '#cloud/plugins/database/schema.ts'
import { type NewDatabase, postgresPrograms } from '../../support/postgres.ts'
import { newDatabase } from '../../support/shared-postgres.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { type Relay, relayTo } from '../../support/tcp-relay.ts'

const missing = postgresPrograms() === undefined
describe.skipIf(missing)('a database that is lost in the middle (skipped where the Debian package postgresql is not installed)', () => {
  let database: NewDatabase
  let relay: Relay
  let log: ReturnType<typeof createSilentLog>
  let under: OpenDatabase

  beforeEach(async () => {
    database = await newDatabase('empty')
    relay = await relayTo(database.url)
    log = createSilentLog()
    const url = new URL(database.url)
    url.port = new URL(relay.url).port
    under = openPostgres(url.href, log, { silence: 1_000 })
  })
  afterEach(async () => {
    await under.close()
    await relay.close()
    await database.drop()
  })

  // An event that nobody hears ends the process, here the tests.
  it.each(['while statements run', 'between two statements of a transaction'])(
    'fails what is under way, %s, and nothing else',
    async (when) => {
      const long = (db: Kysely<CloudTables>) => (when === 'while statements run' ? sql`SELECT pg_sleep(5)`.execute(db) : pause(500))
      const begun = Array.from({ length: 5 }, () =>
        under.db.transaction().execute(async (trx) => {
          await sql`SELECT 1`.execute(trx)
          await long(trx)
          await sql`SELECT 1`.execute(trx)
        }),
      )
      await pause(200)
      await relay.cut()
      const ended = await Promise.allSettled(begun)
      expect(ended.map(({ status }) => status)).toEqual(Array(5).fill('rejected'))
      await relay.restore()
      expect((await sql<{ one: number }>`SELECT 1 AS one`.execute(under.db)).rows).toEqual([{ one: 1 }])
      expect(log.lines.filter(({ message }) => message === 'a database connection was lost').length).toBeGreaterThanOrEqual(5)
    },
  )

  it('is given up when it has gone silent, and asked anew', async () => {
    await sql`SELECT 1`.execute(under.db)
    relay.fallSilent()
    const silent = Promise.allSettled(Array.from({ length: 3 }, () => sql`SELECT 1`.execute(under.db)))
    // What is connected from now on is as good as ever; those of before are answered no more.
    expect((await silent).map(({ status }) => status)).toContain('rejected')
    expect((await sql<{ one: number }>`SELECT 1 AS one`.execute(under.db)).rows).toEqual([{ one: 1 }])
    expect(JSON.stringify(log.lines)).toContain('the database has gone silent')
  })
})

import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { OpenDatabase } from '#cloud/plugins/database/open-database.ts'
import { openPostgres } from '#cloud/plugins/database/postgres.ts'
import type { CloudTables } from '#cloud/plugins/database/schema.ts'
import { startCloud } from '../../support/cloud.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { type NewDatabase, postgresPrograms } from '../../support/postgres.ts'
import { newDatabase } from '../../support/shared-postgres.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { type Relay, relayTo } from '../../support/tcp-relay.ts'

const missing = postgresPrograms() === undefined
describe.skipIf(missing)('a database that is lost in the middle (skipped where the Debian package postgresql is not installed)', () => {
  let database: NewDatabase
  let relay: Relay
  let log: ReturnType<typeof createSilentLog>
  let url: string
  let under: OpenDatabase

  beforeEach(async () => {
    database = await newDatabase('migrated')
    relay = await relayTo(database.url)
    log = createSilentLog()
    const led = new URL(database.url)
    led.port = new URL(relay.url).port
    url = led.href
    under = openPostgres(url, log, { silence: 1_000 })
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
  const call = () => sql`SELECT pg_notify('device_commands', 'for-somebody')`.execute(under.db)

  it('holds nobody up who listens, when the first connection for that is never answered, and is listened to once it is well', async () => {
    const heard: (string | undefined)[] = []
    const hasty = openPostgres(url, log, { patience: 700 })
    onTestFinished(hasty.close)
    relay.hang(true)
    await inTime(hasty.listen('device_commands', (text) => heard.push(text)))
    relay.hang(false)
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual([undefined])
    await call()
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual([undefined, 'for-somebody'])
  })

  it('keeps nobody from ending who listens to it, though it answers no farewell', async () => {
    await under.listen('device_commands', () => undefined)
    relay.hang(true)
    await inTime(under.close())
  })

  it('keeps nobody from ending either while it is being listened to anew', async () => {
    await under.listen('device_commands', () => undefined)
    await relay.cut()
    relay.hang(true)
    await relay.restore()
    await expect.poll(relay.hanging, { timeout: 5_000 }).toBe(1)
    await inTime(under.close())
    await expect.poll(relay.hanging).toBe(0)
  })

  it('interrupts calls and pages, which say so and are no defects, with a line each in the log', async () => {
    const { db, close } = openPostgres(url, log)
    const cloud = await startCloud({ db })
    onTestFinished(() => cloud.close().finally(close))
    const device = await cloud.newDevice()
    await device.api.devices.auditHeads()
    const interrupted = { code: 'SERVICE_INTERRUPTED', status: 503 }
    const name = device.enrolled.deviceId
    const locked = db.transaction().execute(async (trx) => {
      await sql`SELECT FROM devices WHERE id = ${name} FOR UPDATE`.execute(trx)
      const asked = refusalOf(device.api.dns.publishAddresses({ addresses: ['10.0.0.1'] }))
      await expect.poll(() => waiting(db), { timeout: 5_000 }).toBe(1)
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()`.execute(
        trx,
      )
      return asked
    })
    expect(await locked).toMatchObject(interrupted)
    await relay.cut()
    expect(await refusalOf(device.api.devices.auditHeads())).toMatchObject(interrupted)
    const page = await fetch(`${cloud.url}/account`, { headers: { cookie: '__Host-session=x' } })
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('was interrupted while it answered')])
    await relay.restore()
    const lines = cloud.log.lines.filter(({ message }) => /^a (call|page|request) /.test(message))
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'a call was interrupted'],
      ['warn', 'a call was interrupted'],
      ['warn', 'a page was interrupted'],
    ])
    expect(JSON.stringify(lines)).not.toContain('.ts:')
  })
})

/** Of this database's connections, those that wait for a lock. */
async function waiting(db: Kysely<CloudTables>): Promise<number> {
  const { rows } = await sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db)
  return rows.length
}

/** Less than any of what it must not wait for. */
async function inTime<Answer>(work: Promise<Answer>): Promise<Answer> {
  return Promise.race([work, pause(6_000, undefined, { ref: false }).then(() => Promise.reject(new Error('it is held up')))])
}

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runCommand } from '#cloud/operator/commands.ts'
import { restoreEmbedded } from '#cloud/operator/embedded-backup.adapter.ts'
import { openEmbeddedDatabase } from '#cloud/plugins/database/embedded.ts'
import { assertMigrated } from '#cloud/plugins/database/migrate.ts'
import type { OpenDatabase } from '#cloud/plugins/database/open-database.ts'
import { openPostgres } from '#cloud/plugins/database/postgres.ts'
import { markRestore } from '#cloud/plugins/database/restore-mark.ts'
import { startCloud } from '../../support/cloud.ts'
import { databaseTemplate } from '../../support/cloud-databases.ts'
import { postgresPrograms } from '../../support/postgres.ts'
import { newDatabase } from '../../support/shared-postgres.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createVisitor } from '../../support/web-visitor.ts'

/** Every row of every table, in an order that does not depend on where it lies. */
async function contents({ db }: OpenDatabase): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`.execute(db)
  const all: Record<string, string[]> = {}
  for (const { name } of tables.rows) {
    const rows = await sql<{ row: string }>`SELECT t::text AS row FROM ${sql.table(name)} t ORDER BY 1`.execute(db)
    all[name] = rows.rows.map(({ row }) => row)
  }
  return all
}

/** What a restore brings back as it was: all but what must not be good again. */
function lasting(all: Record<string, string[]>): Record<string, string[]> {
  const { command_log, mail_outbox, mail_links, invitations, sessions, ...rest } = all
  return rest
}

/** That nothing is good again which was good for a while only, and that devices count anew. */
function expectSettled(before: Record<string, string[]>, after: Record<string, string[]>): void {
  expect(lasting(after)).toEqual(lasting(before))
  expect(before.mail_outbox).not.toEqual([])
  expect({ ...after, lasting: undefined }).toMatchObject({ mail_outbox: [], mail_links: [], invitations: [] })
  expect(after.sessions).toHaveLength(before.sessions?.length ?? -1)
  expect(before.sessions?.some((session) => after.sessions?.includes(session))).toBe(false)
  expect(after.command_log).not.toEqual(before.command_log)
}

/** A team with devices, commands, records and a person: something in most tables. */
async function fill(database: OpenDatabase): Promise<void> {
  const mailer = { send: () => Promise.reject(new Error('the mail server is away')), close: async () => undefined }
  const cloud = await startCloud({ db: database.db, mailer })
  const { teamId, token } = await cloud.newTeam()
  const person = await cloud.newPerson({ teamId, role: 'owner' })
  const device = await cloud.newDevice({ token })
  await device.api.dns.publishAddresses({ addresses: ['10.0.0.1', 'fd00::1'] })
  await person.api.ssl.renewCertificate({ deviceId: device.enrolled.deviceId })
  const somebody = createVisitor(cloud.url)
  await somebody.open('/sign-up')
  await somebody.submit({ email: 'nora@people.test' })
  await cloud.close()
}

async function folder() {
  const { path, remove } = await temporaryFolder()
  onTestFinished(remove)
  return path
}

it('says which commands there are to whoever names none', async () => {
  await expect(runCommand([], {})).rejects.toMatchObject({ code: 'OPERATOR_COMMAND_UNKNOWN' })
  await expect(runCommand(['backup', '--data', '/nowhere'], {})).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  await expect(runCommand(['backup', 'a', 'b'], {})).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  await expect(runCommand(['--colour'], {})).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  await expect(runCommand(['migrate'], {})).rejects.toThrow('DATABASE_URL is missing')
})

it('a backup of the embedded database holds all of it, and is never taken while another process has it', async () => {
  const [from, to, elsewhere] = [await folder(), await folder(), await folder()]
  const file = join(elsewhere, 'cloud.tar.gz')
  const database = await openEmbeddedDatabase({ folder: from, template: await databaseTemplate() })
  await fill(database)
  const before = await contents(database)
  await expect(runCommand(['backup', file, '--data', from], {})).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' })
  await database.close()

  await runCommand(['backup', file, '--data', from], {})
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await expect(runCommand(['backup', file, '--data', from], {})).rejects.toMatchObject({ code: 'CLOUD_BACKUP_EXISTS' })
  await expect(runCommand(['restore', file, '--data', from], {})).rejects.toMatchObject({ code: 'RESTORE_NEEDS_EMPTY_DATABASE' })
  const full = () => Promise.reject(new Error('the disk is full'))
  await expect(restoreEmbedded(to, file, full)).rejects.toThrow(/cannot be made good to use/)
  const said = await runCommand(['restore', file, '--data', to], {})
  expect(said).toContain('Sessions ended: 1; waiting mails dropped: 1; invitations withdrawn: 0.')
  const restored = await openEmbeddedDatabase({ folder: to })
  expectSettled(before, await contents(restored))
  await restored.close()

  const [cut, junk] = [join(elsewhere, 'cut'), join(elsewhere, 'junk')]
  await writeFile(cut, (await readFile(file)).subarray(0, 100_000))
  await writeFile(junk, 'no backup')
  for (const damaged of [cut, junk, join(elsewhere, 'missing')])
    await expect(runCommand(['restore', damaged, '--data', join(elsewhere, 'new')], {})).rejects.toMatchObject({
      code: 'CLOUD_BACKUP_UNREADABLE',
    })
  const nothing = await folder()
  await expect(runCommand(['settle', '--data', nothing], {})).rejects.toThrow(/restore into it first/)
  expect(existsSync(join(nothing, 'pgdata'))).toBe(false)
})

const bin = postgresPrograms()
describe.skipIf(bin === undefined)('on PostgreSQL (skipped where the Debian package postgresql is not installed)', () => {
  async function newUrl(kind: 'empty' | 'migrated'): Promise<string> {
    const { url, drop } = await newDatabase(kind)
    onTestFinished(drop)
    return url
  }
  const settings = (url: string, path = `${bin}:${process.env.PATH}`) => ({ DATABASE_URL: url, PATH: path })

  it('a backup holds all of the database, restores into an empty one only, and shows nobody whom it connects to', async () => {
    const [from, to, used] = [await newUrl('migrated'), await newUrl('empty'), await newUrl('migrated')]
    const place = await folder()
    const file = join(place, 'cloud.dump')
    const database = openPostgres(from, createSilentLog())
    await fill(database)
    const before = await contents(database)
    await database.close()

    await spied(place, 'pg_dump')
    await runCommand(['backup', file], settings(`${from}?application_name=spied`, `${place}:${bin}:${process.env.PATH}`))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const args = await readFile(join(place, 'arguments'), 'utf8')
    expect(args).toContain('--format=custom')
    for (const shown of ['127.0.0.1', 'cloud_', 'postgres://']) expect(args).not.toContain(shown)

    await runCommand(['restore', file], settings(to))
    const restored = openPostgres(to, createSilentLog())
    expectSettled(before, await contents(restored))
    await restored.close()

    await expect(runCommand(['restore', file], settings(used))).rejects.toMatchObject({ code: 'RESTORE_NEEDS_EMPTY_DATABASE' })
  })

  it('what goes wrong has a code, and leaves no half of a file', async () => {
    const place = await folder()
    const file = join(place, 'cloud.dump')
    const url = await newUrl('empty')
    await expect(runCommand(['backup', file], settings(url, place))).rejects.toMatchObject({ code: 'PROGRAM_MISSING' })
    await expect(runCommand(['backup', file], settings(`${url}_gone`))).rejects.toMatchObject({ code: 'PROGRAM_FAILED' })
    expect(execFileSync('ls', ['-A', place], { encoding: 'utf8' })).toBe('')
    await expect(runCommand(['restore', file], settings(url))).rejects.toThrow(/there is no such file/)
    await writeFile(file, 'no backup')
    await expect(runCommand(['restore', file], settings(url))).rejects.toMatchObject({ code: 'PROGRAM_FAILED' })
    const database = openPostgres(url, createSilentLog())
    onTestFinished(database.close)
    expect(await contents(database)).toEqual({})
    // As one that was killed leaves it: nobody puts tables in the way of the next.
    await markRestore(database.db)
    await expect(runCommand(['migrate'], settings(url))).rejects.toMatchObject({ code: 'RESTORE_UNFINISHED' })
    await expect(runCommand(['settle'], settings(url))).rejects.toThrow(/restore into it first/)
  })

  it('a restore that is broken off before it is done lets nobody in by what was good once, and is finished by a command', async () => {
    const [from, to] = [await newUrl('migrated'), await newUrl('empty')]
    const file = join(await folder(), 'cloud.dump')
    const database = openPostgres(from, createSilentLog())
    await fill(database)
    const before = await contents(database)
    // What is restored with the rest, and fails what comes after it.
    await sql`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''the disk is full''; END'`.execute(database.db)
    await sql`CREATE TRIGGER fail BEFORE DELETE ON invitations FOR EACH STATEMENT EXECUTE FUNCTION fail()`.execute(database.db)
    await database.close()
    await runCommand(['backup', file], settings(from))
    await expect(runCommand(['settle'], settings(to))).rejects.toThrow(/the database is empty/)

    const unfinished = { code: 'RESTORE_UNFINISHED', message: expect.stringContaining('the disk is full') }
    await expect(runCommand(['restore', file], settings(to))).rejects.toMatchObject(unfinished)
    const restored = openPostgres(to, createSilentLog())
    onTestFinished(restored.close)
    expect((await contents(restored)).sessions).toEqual(before.sessions)
    await expect(assertMigrated(restored.db)).rejects.toMatchObject({ code: 'RESTORE_UNFINISHED' })
    await expect(runCommand(['restore', file], settings(to))).rejects.toMatchObject({ code: 'RESTORE_UNFINISHED' })
    await expect(runCommand(['licence', 'show', 'x'], settings(to))).rejects.toMatchObject({ code: 'RESTORE_UNFINISHED' })

    await sql`DROP TRIGGER fail ON invitations`.execute(restored.db)
    expect(await runCommand(['settle'], settings(to))).toContain('Sessions ended: 1; waiting mails dropped: 1')
    expectSettled(before, await contents(restored))
    await assertMigrated(restored.db)
  })

  it('a migration takes as long as the database is large', async () => {
    const url = await newUrl('migrated')
    const database = openPostgres(url, createSilentLog())
    onTestFinished(database.close)
    const limits = `ARRAY[current_setting('statement_timeout'), current_setting('idle_in_transaction_session_timeout')]`
    await sql.raw(`CREATE TABLE seen AS SELECT ${limits} AS limits WHERE false`).execute(database.db)
    await sql
      .raw(`CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO seen VALUES (${limits}); RETURN NULL; END$$`)
      .execute(database.db)
    await sql`CREATE TRIGGER see AFTER INSERT ON slug_looks FOR EACH STATEMENT EXECUTE FUNCTION see()`.execute(database.db)
    await sql`DELETE FROM kysely_migration WHERE name = '0020-looks-written-out'`.execute(database.db)
    expect(await runCommand(['migrate'], settings(url))).toContain('0020-looks-written-out')
    expect((await sql`SELECT * FROM seen`.execute(database.db)).rows).toEqual([{ limits: ['0', '0'] }])
  })

  /** A program of that name, in front of the real one, that writes down what it was called with. */
  async function spied(place: string, name: string): Promise<void> {
    const script = join(place, name)
    await writeFile(script, `#!/bin/sh\necho "$@" > '${place}/arguments'\nexec '${bin}/${name}' "$@"\n`)
    await chmod(script, 0o755)
  }
})

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '#cloud/plugins/database/migrate.ts'
import { openPostgres } from '#cloud/plugins/database/postgres.ts'
import { freePorts } from './free-port.ts'
import { createSilentLog } from './silent-log.ts'

const installed = '/usr/lib/postgresql'
/** PostgreSQL refuses to run as root: then Debian's nobody and nogroup run it. */
const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** Where Debian puts the newest installed server's programs; undefined where there is none. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(installed) ? readdirSync(installed).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(installed, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

/** A server that runs, and the database there that new ones are copied from. */
export interface TestServer {
  /** Of any database: `<address>/<name>`. */
  address: string
  migrated: string
}

export interface StartedServer extends TestServer {
  stop(): Promise<void>
}

/**
 * A server on a free port of loopback, in a temporary folder. Without `more` settings it writes nothing through to the disk,
 * and is otherwise as Debian sets it up.
 */
export async function startPostgres(bin: string, more: readonly string[] = ['fsync=off']): Promise<StartedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mylzip-test-postgres-'))
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'cloud', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'], {
    ...account,
    cwd: folder,
    stdio: 'pipe',
  })
  const [port = 0] = await freePorts(1)
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, 'max_connections=200', ...more]
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...account,
    cwd: folder,
    stdio: 'ignore',
  })
  // A test run that ends without stopping it must not leave a server behind.
  const end = () => void server.kill('SIGKILL')
  process.once('exit', end)
  const address = `postgres://cloud@127.0.0.1:${port}`
  await untilItAnswers(`${address}/postgres`, server)
  await query(`${address}/postgres`, 'CREATE DATABASE migrated')
  await prepare(`${address}/migrated`)
  return {
    address,
    migrated: 'migrated',
    async stop() {
      server.kill('SIGINT')
      if (server.exitCode === null) await once(server, 'exit')
      process.off('exit', end)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface NewDatabase {
  url: string
  /** Ends who is still connected. */
  drop(): Promise<void>
}

/** A database of one's own on this server. */
export async function newDatabaseOn({ address, migrated }: TestServer, kind: 'empty' | 'migrated'): Promise<NewDatabase> {
  const name = `cloud_${randomUUID().replaceAll('-', '')}`
  const administer = (statement: string) => query(`${address}/postgres`, statement)
  await administer(`CREATE DATABASE ${name} TEMPLATE ${kind === 'migrated' ? migrated : 'template1'}`)
  return { url: `${address}/${name}`, drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) }
}

async function prepare(url: string): Promise<void> {
  const { db, close } = openPostgres(url, createSilentLog())
  await migrate(db).finally(close)
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200 && server.exitCode === null; tries++) {
    if (
      await query(url, 'SELECT 1').then(
        () => true,
        () => false,
      )
    )
      return
    await pause(50)
  }
  server.kill('SIGKILL')
  throw new Error('PostgreSQL did not come up')
}

async function query(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

import { Socket } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.port.ts'
import { parseInt8 } from './integers.ts'
import type { OpenDatabase } from './open-database.ts'
import { postgresListen } from './postgres-listen.ts'
import type { CloudTables } from './schema.ts'

/** No statement of the cloud is meant to take longer: what does is ended rather than waited for. */
const statementTimeout = 10_000

/** ms. So long a query waits for one of the connections. */
const usualPatience = 5_000

/** ms. A server that is there has ended the statement by then, or the connection that asks nothing: this one is gone without a word. */
const longestSilence = statementTimeout + 2 * second

/** ms. For each of the locks that others may hold on what a statement needs; what waits for one holds up all who come after it. */
const longestWaitForLock = 10 * second

export interface Limits {
  /** ms. So long a query waits for a connection, and whoever listens for theirs. */
  patience?: number
  /** ms. 0: whoever asks waits for as long as the other side is there. */
  silence?: number
  /** ms. 0: what the server says, by default none. */
  statement?: number
}

/**
 * For work that takes as long as the database is large, and which nobody waits for with a request: migrations, and what follows a
 * restore.
 */
export const unhurried = { silence: 0, statement: 0 } as const satisfies Limits

/** PostgreSQL 15 or newer at `url` (`postgres://…`). Connects with the first query. */
export function openPostgres(url: string, log: Log, limits: Limits = {}): OpenDatabase {
  const { patience = usualPatience, silence = longestSilence, statement = statementTimeout } = limits
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: patience,
    stream: () => givenUpAfter(silence),
    // Of one that is silent for as long as a statement takes, the system asks whether it is there.
    ...(silence === 0 && { keepAlive: true, keepAliveInitialDelayMillis: 10 * second }),
    statement_timeout: statement,
    idle_in_transaction_session_timeout: statement,
    ...(statement === 0 && { lock_timeout: longestWaitForLock }),
    types: { getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? parseInt8 : pg.types.getTypeParser(oid, format)) },
  })
  // One that breaks is replaced by the pool, and its query fails; unheard, its event would end the process. The pool hears those that
  // are idle, and nobody those that are in use.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', ({ message }) => log.warn('a database connection was lost', { reason: message })))
  const db = new Kysely<CloudTables>({
    dialect: new PostgresDialect({ pool: { options: pool.options, connect: () => connect(pool), end: () => pool.end() } }),
  })
  const { listen, close } = postgresListen(url, log, patience)
  return { db, listen, close: () => close().finally(() => db.destroy()) }
}

function givenUpAfter(silence: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(silence, () => socket.destroy(new Error('the database has gone silent')))
}

/** Refuses with SERVICE_BUSY who waited too long for others to be done. */
async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  return pool.connect().catch((cause: unknown) => {
    const waited = cause instanceof Error && cause.message === 'timeout exceeded when trying to connect' && pool.totalCount > 0
    throw waited ? new Refusal('SERVICE_BUSY', {}, { cause }) : cause
  })
}

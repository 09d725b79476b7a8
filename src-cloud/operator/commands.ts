import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemClock } from '../plugins/clock.adapter.ts'
import { openEmbeddedDatabase } from '../plugins/database/embedded.ts'
import { isEmpty } from '../plugins/database/is-empty.ts'
import { migrate, migrationState } from '../plugins/database/migrate.ts'
import type { OpenDatabase } from '../plugins/database/open-database.ts'
import { type Limits, openPostgres, unhurried } from '../plugins/database/postgres.ts'
import { assertNoRestoreUnfinished } from '../plugins/database/restore-mark.ts'
import { readDatabaseUrl } from '../plugins/environment.ts'
import { createLog } from '../plugins/log.adapter.ts'
import { systemRandom } from '../plugins/random.adapter.ts'
import { settleRestored } from './after-restore.ts'
import { backUpEmbedded, restoreEmbedded } from './embedded-backup.adapter.ts'
import { runLicenceCommand } from './licence-command.ts'
import { backUpPostgres, restorePostgres } from './postgres-backup.adapter.ts'
import { licenceUsage } from './read-licence-command.ts'

type Environment = Readonly<Record<string, string | undefined>>

const usage = `migrate, backup FILE, restore FILE, settle (what was restored and broken off, or came back in another way); each with --data FOLDER \
for the database embedded there; ${licenceUsage.replaceAll('\n', '; ')}`

/**
 * Carries out one command on PostgreSQL at DATABASE_URL, or, with `--data`, on the embedded database below that folder
 * while nothing else has it. Answers what was done, in a sentence.
 */
export async function runCommand(args: readonly string[], env: Environment): Promise<string> {
  if (args[0] === 'licence') return withDatabase(undefined, env, (database) => runLicenceCommand(args, database), {})
  const { command, file, data } = read(args)
  const path = () => {
    if (file === undefined) throw new Refusal('OPTION_INVALID', { option: command, reason: 'it must name a file' })
    return resolve(file)
  }
  switch (command) {
    case 'migrate':
      return withDatabase(data, env, async ({ db }) => {
        // In an empty database that waits for its backup there is nothing to migrate, and tables would be in its way.
        await assertNoRestoreUnfinished(db)
        const { pending } = await migrationState(db)
        await migrate(db)
        return pending.length === 0 ? 'The database was up to date already.' : `The database was migrated: ${pending.join(', ')}.`
      })
    case 'backup':
      await (data === undefined ? backUpPostgres(readDatabaseUrl(env), path(), env) : backUpEmbedded(data, path()))
      return `The database was backed up to ${path()}. The keys in MASTER_KEYS and ACCESS_TOKEN_KEYS are not in it: keep them elsewhere.`
    case 'restore':
      return `The database was restored from ${path()}. ${await restore(data, path(), env)}`
    case 'settle':
      // To open it would make one, which would be in a restore's way.
      if (data !== undefined && !existsSync(join(data, 'pgdata'))) throw nothingToSettle()
      return withDatabase(data, env, async ({ db }) => {
        if (await isEmpty(db)) throw nothingToSettle()
        return settle(db)
      })
    default:
      throw new Refusal('OPERATOR_COMMAND_UNKNOWN', { commands: usage })
  }
}

const nothingToSettle = () => new Refusal('OPTION_INVALID', { option: 'settle', reason: 'the database is empty: restore into it first' })

async function restore(data: string | undefined, file: string, env: Environment): Promise<string> {
  if (data !== undefined) return restoreEmbedded(data, file, settle)
  await restorePostgres(readDatabaseUrl(env), file, env)
  return withDatabase(undefined, env, ({ db }) => settle(db)).catch((cause: unknown) => {
    throw new Refusal('RESTORE_UNFINISHED', { reason: cause instanceof Error ? cause.message : String(cause) }, { cause })
  })
}

function settle(db: OpenDatabase['db']): Promise<string> {
  return settleRestored({ db, clock: systemClock, random: systemRandom })
}

function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { data: { type: 'string' } }, allowPositionals: true })
    const [command = '', file, ...more] = positionals
    if (more.length > 0) throw new Refusal('OPTION_INVALID', { option: more.join(' '), reason: 'there is one file at most' })
    return { command, file, data: values.data === undefined ? undefined : resolve(values.data) }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal('OPTION_INVALID', { option: args.join(' '), reason }, { cause: error })
  }
}

async function withDatabase(
  data: string | undefined,
  env: Environment,
  work: (database: OpenDatabase) => Promise<string>,
  limits: Limits = unhurried,
): Promise<string> {
  const database =
    data === undefined ? openPostgres(readDatabaseUrl(env), createLog('error'), limits) : await openEmbeddedDatabase({ folder: data })
  return work(database).finally(database.close)
}

import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { CommandBells } from '../modules/commands/command-bell.ts'
import { commandLifetime } from '../modules/commands/command-lifetime.ts'
import { devicesToldOf } from '../modules/commands/operations.repository.ts'
import type { CloudTables } from '../plugins/database/schema.ts'

/** Longer than the pause between two runs, and than a transaction may take. */
const lately = minute

/** Rings for what was given lately, in case the call for it was lost on the way: one question for all who wait here. */
export async function ringAgain(db: Kysely<CloudTables>, bells: CommandBells, now: Instant): Promise<void> {
  if (bells.waiting() > 0) bells.ringAgain(await devicesToldOf(db, now + commandLifetime - lately))
}

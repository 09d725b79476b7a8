import type { Migration } from 'kysely/migration'
import * as first from './0001-first.ts'
import * as choices from './0002-choices.ts'
import * as publishedAnswers from './0003-published-answers.ts'
import * as commands from './0004-commands.ts'
import * as trustAndLimits from './0005-trust-and-limits.ts'
import * as device from './0006-device.ts'
import * as organisation from './0007-organisation.ts'
import * as targets from './0008-targets.ts'
import * as proxy from './0009-proxy.ts'
import * as localTokens from './0010-local-tokens.ts'

/** In order; a name, once released, never changes and never goes away. */
export const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-choices': choices,
  '0003-published-answers': publishedAnswers,
  '0004-commands': commands,
  '0005-trust-and-limits': trustAndLimits,
  '0006-device': device,
  '0007-organisation': organisation,
  '0008-targets': targets,
  '0009-proxy': proxy,
  '0010-local-tokens': localTokens,
}
export const migrationNames: readonly string[] = Object.keys(migrations)

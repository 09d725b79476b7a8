import type { Texts } from '../texts.ts'
import { activity } from './activity.ts'
import { authorities } from './authorities.ts'
import { certificates } from './certificates.ts'
import { confirm } from './confirm.ts'
import { help } from './help.ts'
import { language } from './language.ts'
import { overview } from './overview.ts'
import { plan } from './plan.ts'
import { program } from './program.ts'
import { settings } from './settings.ts'
import { table } from './table.ts'

/** Everything the dashboard says, in German: a file for each of the English ones. */
export const german: Texts = {
  ...activity,
  ...authorities,
  ...certificates,
  ...confirm,
  ...help,
  ...language,
  ...overview,
  ...plan,
  ...program,
  ...settings,
  ...table,
}

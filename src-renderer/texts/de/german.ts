import { makeVoice } from '../make-voice.ts'
import type { Texts } from '../texts.ts'
import { activity } from './activity.ts'
import { adoption } from './adoption.ts'
import { germanWords } from './agent/words.ts'
import { authorities } from './authorities.ts'
import { certificates } from './certificates.ts'
import { confirm } from './confirm.ts'
import { desktop } from './desktop.ts'
import { doctor } from './doctor.ts'
import { firstRun } from './first-run.ts'
import { flyout } from './flyout.ts'
import { help } from './help.ts'
import { language } from './language.ts'
import { order } from './order.ts'
import { overview } from './overview.ts'
import { plan } from './plan.ts'
import { program } from './program.ts'
import { proxy } from './proxy.ts'
import { settings } from './settings.ts'
import { support } from './support.ts'
import { table } from './table.ts'
import { targets } from './targets.ts'
import { tokens } from './tokens.ts'
import { useMap } from './use-map.ts'

/** Everything the dashboard says, in German: a file for each of the English ones. */
export const german: Texts = {
  ...activity,
  ...adoption,
  ...authorities,
  ...certificates,
  ...confirm,
  ...desktop,
  ...doctor,
  ...firstRun,
  ...flyout,
  ...help,
  ...language,
  ...order,
  ...overview,
  ...plan,
  ...program,
  ...proxy,
  ...settings,
  ...support,
  ...table,
  ...targets,
  ...tokens,
  ...useMap,
  agent: makeVoice(germanWords),
}

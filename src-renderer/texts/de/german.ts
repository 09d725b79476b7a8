import { makeVoice } from '../make-voice.ts'
import type { Texts } from '../texts.ts'
import { activity } from './activity.ts'
import { germanWords } from './agent/words.ts'
import { certificates } from './certificates.ts'
import { confirm } from './confirm.ts'
import { help } from './help.ts'
import { language } from './language.ts'
import { overview } from './overview.ts'
import { program } from './program.ts'
import { settings } from './settings.ts'
import { table } from './table.ts'

/** Everything the dashboard says, in German: a file for each of the English ones. */
export const german: Texts = {
  ...activity,
  ...certificates,
  ...confirm,
  ...help,
  ...language,
  ...overview,
  ...program,
  ...settings,
  ...table,
  agent: makeVoice(germanWords),
}

import type { Texts } from '../texts.ts'
import { activity } from './activity.ts'
import { doctor } from './doctor.ts'
import { language } from './language.ts'
import { overview } from './overview.ts'
import { program } from './program.ts'
import { settings } from './settings.ts'
import { support } from './support.ts'

/** Everything the dashboard says, in German: a file for each of the English ones. */
export const german: Texts = { ...program, ...overview, ...activity, ...doctor, ...support, ...settings, ...language }

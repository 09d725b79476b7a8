import { activity } from './activity.ts'
import { doctor } from './doctor.ts'
import { language } from './language.ts'
import { overview } from './overview.ts'
import { program } from './program.ts'
import { settings } from './settings.ts'
import { support } from './support.ts'

/** Everything the dashboard says, in English. Each screen has a file of its own. Dates come in written already (dates.ts). */
export const english = { ...program, ...overview, ...activity, ...doctor, ...support, ...settings, ...language }

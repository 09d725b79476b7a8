import { activity } from './activity.ts'
import { overview } from './overview.ts'
import { plan } from './plan.ts'
import { program } from './program.ts'
import { settings } from './settings.ts'

/** Everything the dashboard says, in English. Each screen has a file of its own. Dates come in written already (dates.ts). */
export const english = { ...program, ...overview, ...activity, ...plan, ...settings }

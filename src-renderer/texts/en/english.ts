import { activity } from './activity.ts'
import { firstRun } from './first-run.ts'
import { flyout } from './flyout.ts'
import { overview } from './overview.ts'
import { program } from './program.ts'
import { settings } from './settings.ts'

/** Everything the dashboard says, in English. Each screen has a file of its own. Dates come in written already (dates.ts). */
export const english = { ...program, ...overview, ...activity, ...settings, ...flyout, ...firstRun }

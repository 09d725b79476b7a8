import type { AgentWords } from '../make-voice.ts'
import { germanAudit } from './audit.ts'
import { germanAuditWords } from './audit-words.ts'
import { germanIntegrity } from './integrity.ts'
import { germanPhrases } from './phrases.ts'
import { plural } from './plural.ts'
import { germanPrograms } from './programs.ts'
import { germanRefusals } from './refusals.ts'
import { germanSayings } from './sayings.ts'
import { germanSystemErrors } from './system-errors.ts'

const days = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' })

/** All that the agent says, in German. */
export const germanWords: AgentWords = {
  refusals: germanRefusals,
  sayings: germanSayings,
  audit: germanAudit,
  auditWords: germanAuditWords,
  integrity: germanIntegrity,
  systemErrors: germanSystemErrors,
  phrases: germanPhrases,
  programs: germanPrograms,
  units: {
    second: { one: '# Sekunde', other: '# Sekunden' },
    minute: { one: '# Minute', other: '# Minuten' },
    hour: { one: '# Stunde', other: '# Stunden' },
    day: { one: '# Tag', other: '# Tage' },
  },
  day: (day) => days.format(new Date(day)),
  plural,
}

import type { AgentWords } from '../../make-voice.ts'
import { plural } from '../plural.ts'
import { germanAudit } from './audit.ts'
import { germanAuditWords } from './audit-words.ts'
import { germanIntegrity } from './integrity.ts'
import { germanPhrases } from './phrases.ts'
import { germanRefusals } from './refusals.ts'
import { germanSystemErrors } from './system-errors.ts'

/** All that the agent says, in German. */
export const germanWords: AgentWords = {
  refusals: germanRefusals,
  audit: germanAudit,
  auditWords: germanAuditWords,
  integrity: germanIntegrity,
  systemErrors: germanSystemErrors,
  phrases: germanPhrases,
  plural,
}

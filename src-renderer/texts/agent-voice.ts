import type { AuditDetail } from '@mylzip/shared/domain/audit-actions.ts'
import type { RefusalFacts, Said } from '@mylzip/shared/texts/agent-voice.ts'
import { texts } from './texts.ts'

export interface Refused {
  code: string | null
  sentence: string
  /** Absent where only the sentence is said; null where there is nothing to do. */
  nextStep?: string | null
  /** Without it the sentence is the agent's: its places would stay empty. */
  data?: RefusalFacts | undefined
}

/** A sentence that the agent has made and no code belongs to, as it is. */
export const asTheAgentSays = (sentence: string): Said => [texts.agent === undefined ? sentence : { english: sentence }]

/** A code of what is told, and its facts. */
export interface Told {
  code: string
  data: RefusalFacts
}

/** What the agent tells: by its code, where it has one. */
export const tellingSaid = (told: Told | undefined, english: string): Said =>
  (told && texts.agent?.saying(told.code, told.data)) ?? asTheAgentSays(english)

/** What a program is called: as a person has called it or, where nobody has, in the language of the page. */
export const programSaid = (label: string): string => texts.agent?.program(label) ?? label

/** Why something failed. */
export function refusalSaid({ code, sentence, data }: Refused): Said {
  const anew = code === null || data === undefined ? undefined : texts.agent?.refusal(code, data)
  return anew?.sentence ?? asTheAgentSays(sentence)
}

/** What can be done about it; nothing where there is nothing to do. */
export function nextStepSaid({ code, nextStep, data }: Refused): Said {
  const anew = code === null || data === undefined ? undefined : texts.agent?.refusal(code, data)
  return anew?.next ?? (nextStep ? asTheAgentSays(nextStep) : [])
}

/** What happened. */
export function activitySaid(entry: { action: string; subject: string; sentence: string; detail: AuditDetail }): Said {
  return texts.agent?.activity(entry.action, entry.subject, entry.detail) ?? asTheAgentSays(entry.sentence)
}

/** What is wrong with the audit log. */
export function integritySaid({ kind, seq, sentence }: { kind: string; seq: number; sentence: string }): Said {
  return texts.agent?.integrity(kind, seq) ?? asTheAgentSays(sentence)
}

import type { AuditDetail } from '@mylzip/shared/domain/audit-actions.ts'
import { texts } from './texts.ts'

/** A piece of what is said: in the language of the page or, where nobody can say it in that, in English. */
export type Piece = string | { english: string }
export type Said = readonly Piece[]

export type RefusalFacts = Readonly<Record<string, string | number>>

/**
 * What the agent says, said anew in another language: each of its sentences comes with the code and the facts it was made from.
 * Undefined is the answer to a code of a newer agent, which this page does not know.
 */
export interface AgentVoice {
  refusal(code: string, facts: RefusalFacts): { sentence: Said; next: Said } | undefined
  activity(action: string, subject: string, detail: AuditDetail): Said | undefined
  /** What a check of the audit log found at an entry. */
  integrity(kind: string, seq: number): Said | undefined
}

export interface Refused {
  code: string | null
  sentence: string
  /** Absent where only the sentence is said; null where there is nothing to do. */
  nextStep?: string | null
  /** Without it the sentence is the agent's: its places would stay empty. */
  data?: RefusalFacts
}

/** A sentence that the agent has made and no code belongs to, as it is. */
export const asTheAgentSays = (sentence: string): Said => [texts.agent === undefined ? sentence : { english: sentence }]

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

/** For the clipboard, where there is one text without marks. */
export const plainly = (said: Said): string => said.map((piece) => (typeof piece === 'string' ? piece : piece.english)).join('')

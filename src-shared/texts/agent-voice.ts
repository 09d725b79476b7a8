import type { AuditDetail } from '../domain/audit-actions.ts'

/** A piece of what is said: in the language of who reads it or, where nobody can say it in that, in English. */
export type Piece = string | { english: string }
export type Said = readonly Piece[]

export type RefusalFacts = Readonly<Record<string, string | number>>

/**
 * What the agent says, said anew in another language: each of its sentences comes with the code and the facts it was made from.
 * Undefined is the answer to a code of a newer agent, which this program does not know.
 */
export interface AgentVoice {
  refusal(code: string, facts: RefusalFacts): { sentence: Said; next: Said } | undefined
  /** What is told and is no refusal. */
  saying(code: string, facts: RefusalFacts): Said | undefined
  activity(action: string, subject: string, detail: AuditDetail): Said | undefined
  /** What a program is called that nobody has called otherwise. */
  program(label: string): string
  /** What a check of the audit log found at an entry. */
  integrity(kind: string, seq: number): Said | undefined
}

/** Where there is one text without marks: the clipboard, a box of the system's. */
export const plainly = (said: Said): string => said.map((piece) => (typeof piece === 'string' ? piece : piece.english)).join('')

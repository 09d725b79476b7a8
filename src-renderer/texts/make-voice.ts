import { type AuditAction, type AuditDetail, type AuditWords, auditFact } from '@mylzip/shared/domain/audit-actions.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { type SystemErrorWords, systemErrorInWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import { type Place, piecesOf } from '@mylzip/shared/domain/template.policy.ts'
import type { AuditFinding } from '@mylzip/shared/operations/audit.ts'
import type { AgentVoice, Piece, RefusalFacts, Said } from './agent-voice.ts'
import type { Plural } from './plural.policy.ts'

/** All that a language needs to say what the agent says in English. Complete by type, but for the phrases. */
export interface AgentWords {
  refusals: Readonly<Record<RefusalCode, { sentence: string; next: string }>>
  audit: Readonly<Record<AuditAction, string>>
  auditWords: AuditWords
  /** What a check of the log can find. What a restore has left out is said by the agent: no fact tells which entries those are. */
  integrity: Readonly<Record<Exclude<AuditFinding['kind'], 'restored'>, (seq: number) => string>>
  systemErrors: SystemErrorWords
  /** Facts that are English words themselves, such as most reasons. One that is not here is said in English. */
  phrases: Readonly<Record<string, string>>
  plural: Plural
}

export function makeVoice(words: AgentWords): AgentVoice {
  const refusal: AgentVoice['refusal'] = (code, facts) => {
    const template = Object.hasOwn(words.refusals, code) ? words.refusals[code as RefusalCode] : undefined
    if (template === undefined) return undefined
    return { sentence: filled(template.sentence, facts), next: filled(template.next, facts) }
  }

  const filled = (template: string, facts: RefusalFacts): Said =>
    piecesOf(template).map((piece) => (typeof piece === 'string' ? piece : fact(piece, String(facts[piece.name] ?? ''))))

  const fact = ({ name, one, many }: Place, value: string): Piece => {
    if (one !== undefined && many !== undefined) return words.plural(Number(value), { one: `# ${one}`, other: `# ${many}` })
    return (name === 'reason' && systemErrorInWords(value, words.systemErrors)) || inWords(value)
  }

  const inWords = (value: string): Piece => {
    if (Object.hasOwn(words.phrases, value)) return words.phrases[value] ?? value
    return isEnglish(value) ? { english: value } : value
  }

  /** An entry holds the sentence of a failure too; where it holds its facts as well, that is said anew. */
  const failureIn = ({ code, sentence, data }: AuditDetail): Said => {
    const facts = factsIn(data)
    return (facts && refusal(String(code), facts)?.sentence) ?? [{ english: String(sentence ?? '') }]
  }

  return {
    refusal,
    integrity(kind, seq) {
      return Object.hasOwn(words.integrity, kind) ? [words.integrity[kind as keyof AgentWords['integrity']](seq)] : undefined
    },
    activity(action, subject, detail) {
      if (!Object.hasOwn(words.audit, action)) return undefined
      return piecesOf(words.audit[action as AuditAction]).flatMap((piece) => {
        if (typeof piece === 'string') return piece
        if (piece.name === 'sentence') return failureIn(detail)
        const said = auditFact(piece.name, subject, detail, words.auditWords)
        return Object.hasOwn(words.auditWords, piece.name) ? said : inWords(said)
      })
    },
  }
}

/** Several words one after the other are English; a name, a path, a number or a list of names is the same in every language. */
const isEnglish = (value: string): boolean => /\p{Ll}{2,} \p{Ll}{2,}/u.test(value)

function factsIn(data: AuditDetail[string] | undefined): RefusalFacts | undefined {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data) as RefusalFacts
  } catch {
    return undefined
  }
}

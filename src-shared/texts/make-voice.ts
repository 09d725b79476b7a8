import { type AuditAction, type AuditDetail, type AuditWords, auditFact } from '../domain/audit-actions.ts'
import type { RefusalCode } from '../domain/refusals.ts'
import type { SayingCode } from '../domain/sayings.ts'
import { type SystemErrorWords, systemErrorInWords } from '../domain/system-errors.policy.ts'
import { heldIn, type Place, piecesOf } from '../domain/template.policy.ts'
import type { AuditFinding } from '../operations/audit.ts'
import type { AgentVoice, Piece, RefusalFacts, Said } from './agent-voice.ts'
import type { Forms, Plural } from './plural.policy.ts'

/** All that a language needs to say what the agent says in English. Complete by type, but for the phrases. */
export interface AgentWords {
  refusals: Readonly<Record<RefusalCode, { sentence: string; next: string }>>
  sayings: Readonly<Record<SayingCode, string>>
  audit: Readonly<Record<AuditAction, string>>
  auditWords: AuditWords
  /** What a check of the log can find. What a restore has left out is said by the agent: no fact tells which entries those are. */
  integrity: Readonly<Record<Exclude<AuditFinding['kind'], 'restored'>, (seq: number) => string>>
  systemErrors: SystemErrorWords
  /** Facts that are English words themselves, such as most reasons. One that is not here is said in English. */
  phrases: Readonly<Record<string, string>>
  /** What programs are called unless a person calls them otherwise, by how the agent does in English. */
  programs: readonly (readonly [called: RegExp, name: string])[]
  /** What is counted in a fact of the agent's own: `5 minutes`. By its English name, of one. */
  units: Readonly<Record<string, Forms>>
  /** `2027-02-19`, as it stands in a sentence. */
  day(day: string): string
  plural: Plural
}

export function makeVoice(words: AgentWords): AgentVoice {
  const refusal: AgentVoice['refusal'] = (code, facts) => {
    const template = Object.hasOwn(words.refusals, code) ? words.refusals[code as RefusalCode] : undefined
    if (template === undefined) return undefined
    return { sentence: filled(template.sentence, facts), next: filled(template.next, facts) }
  }

  const filled = (template: string, facts: RefusalFacts): Said =>
    piecesOf(template).flatMap((piece) => (typeof piece === 'string' ? piece : fact(piece, facts)))

  const fact = (place: Place, facts: RefusalFacts): Said => {
    const { many, name, one } = place
    const value = String(facts[name] ?? '')
    if (one !== undefined && many !== undefined) return [words.plural(Number(value), { one: `# ${one}`, other: `# ${many}` })]
    if (name === 'program' || name === 'target') return [program(value)]
    const within = heldIn(place, facts)
    const held = within && saying(within.code, within.data)
    return held ?? [(name === 'reason' && systemErrorInWords(value, words.systemErrors)) || inWords(value)]
  }

  const saying: AgentVoice['saying'] = (code, facts) =>
    Object.hasOwn(words.sayings, code) ? filled(words.sayings[code as SayingCode], facts) : undefined

  const program = (label: string): string => {
    const [called, name = label] = words.programs.find(([each]) => each.test(label)) ?? []
    return called ? label.replace(called, name) : label
  }

  const inWords = (value: string): Piece => {
    if (Object.hasOwn(words.phrases, value)) return words.phrases[value] ?? value
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return words.day(value)
    const [, count, unit = ''] = /^(\d+) (\w+?)s?$/.exec(value) ?? []
    const forms = Object.hasOwn(words.units, unit) ? words.units[unit] : undefined
    if (forms) return words.plural(Number(count), forms)
    return isEnglish(value) ? { english: value } : value
  }

  /** An entry holds the sentence of a failure too; where it holds its facts as well, that is said anew. */
  const failureIn = ({ code, sentence, data }: AuditDetail): Said => {
    const facts = factsIn(data)
    return (facts && refusal(String(code), facts)?.sentence) ?? [{ english: String(sentence ?? '') }]
  }

  return {
    refusal,
    saying,
    program,
    integrity(kind, seq) {
      return Object.hasOwn(words.integrity, kind) ? [words.integrity[kind as keyof AgentWords['integrity']](seq)] : undefined
    },
    activity(action, subject, detail) {
      if (!Object.hasOwn(words.audit, action)) return undefined
      return piecesOf(words.audit[action as AuditAction]).flatMap((piece) => {
        if (typeof piece === 'string') return piece
        if (piece.name === 'sentence') return failureIn(detail)
        const said = auditFact(piece.name, subject, detail, words.auditWords)
        if (piece.name === 'program') return program(said)
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

import { counted } from './counted.policy.ts'
import type { RefusalData } from './refusal.ts'
import { type SayingCode, sayings } from './sayings.ts'
import { systemErrorInWords } from './system-errors.policy.ts'
import { heldIn, type Place, piecesOf } from './template.policy.ts'

/** Something that the agent tells and that is no refusal: a code and facts, from which any language can be spoken. */
export interface Saying {
  code: SayingCode
  data: RefusalData
}

export function saying(code: SayingCode, data: RefusalData = {}): Saying {
  return { code, data }
}

export function isSaying(code: string): code is SayingCode {
  return Object.hasOwn(sayings, code)
}

/** In English, as callers without a language of their own get it. */
export function inEnglish({ code, data }: Saying): string {
  return piecesOf(sayings[code])
    .map((piece) => (typeof piece === 'string' ? piece : filled(piece, data)))
    .join('')
}

function filled(place: Place, data: RefusalData): string {
  const { many, name, one } = place
  const fact = String(data[name] ?? '')
  if (one !== undefined && many !== undefined) return counted(Number(fact), one, many)
  const within = heldIn(place, data)
  if (within && isSaying(within.code)) return inEnglish({ code: within.code, data: within.data })
  return (name === 'reason' && systemErrorInWords(fact)) || fact
}

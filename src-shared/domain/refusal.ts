import { counted } from './counted.policy.ts'
import { type RefusalCode, refusals } from './refusals.ts'
import { systemErrorInWords } from './system-errors.policy.ts'
import { type Place, piecesOf } from './template.policy.ts'

export type RefusalData = Readonly<Record<string, string | number>>

/**
 * The one error that crosses a boundary: a code the caller can act on, the facts that belong to it, and the
 * sentence made from both in one place (refusals.ts). Anything else that is thrown is a defect.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly data: RefusalData

  constructor(code: RefusalCode, data: RefusalData = {}, options?: { cause?: unknown }) {
    super(sentenceOf(code, data), options)
    this.name = 'Refusal'
    this.code = code
    this.data = data
  }
}

export function isRefusal(error: unknown, ...codes: RefusalCode[]): error is Refusal {
  return error instanceof Refusal && (codes.length === 0 || codes.includes(error.code))
}

/**
 * What the person reads: what happened, why, and what they can do. Facts that are missing leave their brackets empty;
 * `{count|finding|findings}` is a number with what it counts.
 * A reason that is a system's error code (EACCES) stays that in the data, for programs, and is put into words here.
 */
export function sentenceOf(code: RefusalCode, data: RefusalData = {}): string {
  return filled(refusals[code].sentence, data)
}

/** What the person can do about it, or that there is nothing to do. */
export function nextStepOf(code: RefusalCode, data: RefusalData = {}): string {
  return filled(refusals[code].next, data)
}

function filled(text: string, data: RefusalData): string {
  return piecesOf(text)
    .map((piece) => (typeof piece === 'string' ? piece : said(piece, String(data[piece.name] ?? ''))))
    .join('')
}

function said({ name, one, many }: Place, fact: string): string {
  if (one !== undefined && many !== undefined) return counted(Number(fact), one, many)
  return (name === 'reason' && systemErrorInWords(fact)) || fact
}

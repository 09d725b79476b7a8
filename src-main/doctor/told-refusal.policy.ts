import { type RefusalData, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes, refusals } from '@mylzip/shared/domain/refusals.ts'
import type { Trouble } from './check.port.ts'

/** What a log keeps of a refusal: its code, and what the person read. */
export interface ToldRefusal {
  code: string
  sentence: string
}

/**
 * The refusal again, with the facts that its sentence names, because its next step needs them. Undefined for a code of
 * another version of this program, and where the sentence does not come back the same.
 */
export function refusalTold({ code: told, sentence }: ToldRefusal): Trouble | undefined {
  const code = refusalCodes.find((each) => each === told)
  if (code === undefined) return undefined
  // Every other piece is the name of a fact.
  const pieces = refusals[code].sentence.split(/\{(\w+)[^}]*\}/)
  const pattern = pieces.map((piece, index) => (index % 2 === 1 ? '(.*)' : literally(piece))).join('')
  const [, ...facts] = new RegExp(`^${pattern}$`, 's').exec(sentence) ?? []
  const names = pieces.filter((_, index) => index % 2 === 1)
  const data: RefusalData = Object.fromEntries(names.map((name, index) => [name, facts[index] ?? '']))
  return sentenceOf(code, data) === sentence ? { code, data } : undefined
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}

import { isRefusal, nextStepOf, type RefusalData } from '@mylzip/shared/domain/refusal.ts'
import { plainly } from '@mylzip/shared/texts/agent-voice.ts'
import type { DesktopWords } from './english.ts'

/** Why something failed and what can be done, as the agent says it. */
interface Failed {
  code: string
  data: RefusalData
  sentence: string
  nextStep: string
}

/** The same in the language that is spoken; as the agent says it, where its code is one of a newer version. */
export function failureIn(
  { agent }: Pick<DesktopWords, 'agent'>,
  { code, data, nextStep, sentence }: Failed,
): Pick<Failed, 'sentence' | 'nextStep'> {
  const said = agent?.refusal(code, data)
  return said ? { sentence: plainly(said.sentence), nextStep: plainly(said.next) } : { sentence, nextStep }
}

/** What is said of an error: a defect has neither a next step nor a code. */
export function errorIn(words: Pick<DesktopWords, 'agent'>, error: unknown): { sentence: string; detail: string } {
  if (!isRefusal(error)) return { sentence: String(error), detail: '' }
  const { code, data, message } = error
  const { nextStep, sentence } = failureIn(words, { code, data, sentence: message, nextStep: nextStepOf(code, data) })
  return { sentence, detail: `${nextStep}\n\n${code}` }
}

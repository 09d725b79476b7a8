import { type ExitCode, exitCodeOf } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { isRefusal, nextStepOf, type Refusal, sentenceOf } from '@mylzip/shared/domain/refusal.ts'

/** What failed, as `--json` says it. */
export interface AnsweredError {
  code: string
  sentence: string
  nextStep: string
  data: Refusal['data']
}

/** What a command found or did: for programs, and for people. */
export interface Answer {
  /** Beside `ok` and `error`. */
  json: Record<string, unknown>
  text: readonly string[]
  exitCode?: ExitCode
  /** What it came for has failed, although there is something to show. */
  error?: AnsweredError
  /** What it told once and nobody has heard: puts that right, and answers how it ended then. */
  unheard?: (reason: string) => Promise<Refusal>
}

export function asError(refusal: Refusal): AnsweredError {
  const { code, message, data } = refusal
  return { code, sentence: message, nextStep: nextStepOf(code, data), data }
}

/** Whatever a command ended with. What is no refusal is a defect; the program's own log has it only where an agent ran. */
export function failedAnswer(error: unknown): Answer {
  if (isRefusal(error)) return { json: {}, text: [], error: asError(error), exitCode: exitCodeOf(error.code) }
  const reference = error instanceof Error ? error.message : String(error)
  const data = { reference }
  const told = { code: 'DEFECT', sentence: sentenceOf('DEFECT', data), nextStep: nextStepOf('DEFECT', data), data }
  return { json: {}, text: [], error: told, exitCode: exitCodeOf('DEFECT') }
}

/** The one document of `--json`. */
export function documentOf({ json, error }: Answer): string {
  return JSON.stringify(error ? { ok: false, error, ...json } : { ok: true, ...json })
}

/** Both, as they are written: with `json` stdout is the one document. */
export function linesOf(answer: Answer, json: boolean): { stdout: string[]; stderr: string[] } {
  const words = wordsOf(answer)
  return json ? { ...words, stdout: [documentOf(answer)] } : words
}

/** The same for people: what there is to show, and on stderr what failed and what can be done. */
export function wordsOf({ text, error }: Answer): { stdout: string[]; stderr: string[] } {
  return { stdout: [...text], stderr: error ? errorLines(error) : [] }
}

export function errorLines({ code, sentence, nextStep }: AnsweredError): string[] {
  // One line each, whatever was typed into the words.
  return [`${code}: ${sentence}`, `Next: ${nextStep}`].map((line) => line.replace(/\s*\n\s*/g, ' '))
}

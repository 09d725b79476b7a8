import { readdirSync, readFileSync } from 'node:fs'

const refusalsFolder = new URL('../../src-shared/domain/refusals/', import.meta.url)

/** What is refused before the program is installed, when its own Refusal cannot be loaded yet (an old Node reads no TypeScript). */
export class Failure extends Error {
  /**
   * @param {string} code
   * @param {Record<string, string | number>} data
   */
  constructor(code, data) {
    super(sentenceOf(code, data))
    this.code = code
  }
}

/**
 * The code's sentence, read from the text of the files that hold them.
 * @param {string} code
 * @param {Record<string, string | number>} data
 */
export function sentenceOf(code, data) {
  const texts = readdirSync(refusalsFolder).map((name) => readFileSync(new URL(name, refusalsFolder), 'utf8'))
  const found = new RegExp(`^\\s+${code}: \\{\\s*sentence:\\s*'((?:[^'\\\\]|\\\\.)*)'`, 'm').exec(texts.join('\n'))
  return (found?.[1] ?? code).replace(/\{(\w+)\}/g, (_, name) => String(data[name] ?? ''))
}

/**
 * One line for a person on stderr, and with --json one for a program as the last line of stdout. Anything but a
 * Failure is a defect, and shows its stack before.
 * @param {unknown} error
 * @param {boolean} json
 */
export function reportFailure(error, json) {
  const { code, sentence } = describe(error)
  process.stderr.write(`${code}: ${sentence}\n`)
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, sentence } })}\n`)
}

/** @param {unknown} error */
function describe(error) {
  if (error instanceof Failure) return { code: error.code, sentence: error.message }
  if (error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
  return { code: 'DEFECT', sentence: error instanceof Error ? error.message : String(error) }
}

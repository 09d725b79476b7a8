import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { errorJson } from './result-json.ts'

/** Where the agent speaks to whoever started it. */
export interface Console {
  /** For people. With `--json` on stderr, so that the last line of stdout is the result alone. */
  say(line: string): void
  /** For programs: only with `--json`. */
  result(json: string): void
  readonly json: boolean
}

export function createConsole({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>, json: boolean): Console {
  const people = json ? stderr : stdout
  return {
    json,
    say: (line) => void people.write(`${line}\n`),
    result: (text) => void (json && stdout.write(`${text}\n`)),
  }
}

/** The options cannot be used as they are: whoever typed them must change them. */
const usage = new Set(['OPTION_INVALID', 'KEY_TYPE_UNKNOWN', 'CA_ROOT_UNREADABLE'])

/** Says what failed and answers the exit code: 2 for unusable options, 1 for the rest. What is no refusal is a defect and shows its stack. */
export function reportRefusal(error: unknown, console: Console, stderr: NodeJS.WriteStream): number {
  const code = isRefusal(error) ? error.code : 'DEFECT'
  const sentence = error instanceof Error ? error.message : String(error)
  stderr.write(`${code}: ${sentence}\n`)
  if (!isRefusal(error) && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`)
  console.result(errorJson(code, sentence))
  return usage.has(code) ? 2 : 1
}

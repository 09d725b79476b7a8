import { exitCodeOf } from '@mylzip/shared/domain/exit-codes.policy.ts'
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

/**
 * Whoever reads what the program says may have gone (a closed terminal, `| head`), or have no room for it. Unheard,
 * the stream's error would end the program where it stands, without its stop. Answers whether words on stdout are lost.
 */
export function outliveReaders({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): () => boolean {
  let lost = false
  stdout.on('error', () => {
    lost = true
  })
  stderr.on('error', () => undefined)
  return () => lost
}

/** Says what failed and answers the exit code. What is no refusal is a defect and shows its stack. */
export function reportRefusal(error: unknown, console: Console, stderr: NodeJS.WriteStream): number {
  const code = isRefusal(error) ? error.code : 'DEFECT'
  const sentence = error instanceof Error ? error.message : String(error)
  stderr.write(`${code}: ${sentence}\n`)
  if (!isRefusal(error) && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`)
  console.result(errorJson(code, sentence))
  return exitCodeOf(code)
}

import { exitCodeOf } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { isRefusal, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { isDiskFull } from '@mylzip/shared/domain/system-errors.policy.ts'

/** A refusal that another process has put into words already. */
export class KnownFailure extends Error {
  readonly code: string
  constructor(code: string, sentence: string) {
    super(sentence)
    this.code = code
  }
}

/**
 * One line on stderr, with --json one more as the last line of stdout; returns the exit code. Anything but a
 * refusal or a full disk is a defect, and is shown with its stack.
 */
export function reportFailure(error: unknown, json: boolean): number {
  const { code, sentence } = describe(error)
  process.stderr.write(`${code}: ${sentence}\n`)
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, sentence } })}\n`)
  return exitCodeOf(code)
}

function describe(error: unknown): { code: string; sentence: string } {
  if (error instanceof KnownFailure || isRefusal(error)) return { code: error.code, sentence: error.message }
  // Wherever it was noticed: every part of a start writes something.
  if (isDiskFull(error)) return { code: 'DISK_FULL', sentence: sentenceOf('DISK_FULL') }
  if (error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
  return { code: 'DEFECT', sentence: error instanceof Error ? error.message : String(error) }
}

import { Refusal, type RefusalData } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { isDiskFull, systemErrorCode, systemErrorInWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { PracticeAddresses } from './stack.ts'

export type Report = ({ ready: true } & PracticeAddresses) | { ready: false; code: RefusalCode; sentence: string; data: RefusalData }

/** One message for whoever started the stack: over IPC to a parent, else as a line of JSON. Resolves when it is out. */
export function report(process: NodeJS.Process, message: Report): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected && process.send) process.send(message, undefined, undefined, () => resolve())
    else process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve())
  })
}

/** A defect is not shown to a person as it is; the log has it. */
export function refusalReport(error: unknown): Report {
  const { code, message, data } = asRefusal(error)
  return { ready: false, code, sentence: message, data }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (isDiskFull(error)) return new Refusal('DISK_FULL', {}, { cause: error })
  return new Refusal('PRACTICE_STACK_FAILED', { reason: reasonOf(error) }, { cause: error })
}

/** The system's errors name a code and a call (“EACCES: permission denied, copyfile …”), which tells a person nothing. */
function reasonOf(error: unknown): string {
  const words = systemErrorInWords(systemErrorCode(error) ?? '')
  const message = error instanceof Error ? error.message : String(error)
  if (words === undefined) return message
  return error instanceof Error && 'path' in error ? `${words} (${error.path})` : words
}

import { Refusal, type RefusalData, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
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
  if (error instanceof Refusal) return { ready: false, code: error.code, sentence: error.message, data: error.data }
  const data = { reason: error instanceof Error ? error.message : String(error) }
  return { ready: false, code: 'PRACTICE_STACK_FAILED', sentence: sentenceOf('PRACTICE_STACK_FAILED', data), data }
}

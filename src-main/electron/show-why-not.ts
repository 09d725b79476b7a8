import { isRefusal, nextStepOf } from '@mylzip/shared/domain/refusal.ts'
import { app, dialog } from 'electron'

/** The person reads what happened and what to do; without an agent there is nothing to stay for. */
export function showWhyNot(error: unknown): void {
  const sentence = isRefusal(error)
    ? `${error.message}\n\n${nextStepOf(error.code, error.data)}\n\n${error.code}`
    : `The program could not start: ${String(error)}`
  dialog.showErrorBox('MyL.Zip SSL', sentence)
  app.exit(1)
}

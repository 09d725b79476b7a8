import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { app, dialog } from 'electron'
import type { DesktopWords } from './words/english.ts'
import { errorIn } from './words/refused.policy.ts'

/** The person reads what happened and what to do; without an agent there is nothing to stay for. */
export function showWhyNot(error: unknown, words: DesktopWords): void {
  const { detail, sentence } = errorIn(words, error)
  dialog.showErrorBox('MyL.Zip SSL', isRefusal(error) ? `${sentence}\n\n${detail}` : words.boxes.notStarted(sentence))
  app.exit(1)
}

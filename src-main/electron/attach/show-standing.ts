import { dialog } from 'electron'
import type { DesktopWords } from '../words/english.ts'
import { errorIn } from '../words/refused.policy.ts'
import type { Standing } from './standing.policy.ts'

/** Says in a sentence what the program cannot do just now. Answers whether the person wants the service started. */
export async function explainStanding(
  standing: Standing,
  mayStart: boolean,
  { boxes, menu, standing: said }: DesktopWords,
): Promise<boolean> {
  if (standing === 'attached') return false
  const offersStart = mayStart && standing === 'stopped'
  const { label, sentence } = said[standing]
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'MyL.Zip SSL',
    message: label,
    detail: offersStart ? `${sentence} ${boxes.windowsAsks}` : sentence,
    buttons: offersStart ? [menu.startService, boxes.notNow] : [boxes.close],
    defaultId: 0,
    cancelId: offersStart ? 1 : 0,
    noLink: true,
  })
  return offersStart && response === 0
}

export async function showRefused(error: unknown, words: DesktopWords): Promise<void> {
  const { sentence: message, detail } = errorIn(words, error)
  await dialog.showMessageBox({ type: 'warning', title: 'MyL.Zip SSL', message, detail, buttons: [words.boxes.close], noLink: true })
}

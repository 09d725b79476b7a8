import { dialog } from 'electron'
import type { DesktopWords } from '../words/english.ts'
import { errorIn } from '../words/refused.policy.ts'
import { readyVersion, type UpdateState } from './update-state.policy.ts'

/** What is new, as text: a box of Electron's shows no HTML. Answers whether the person wants to update now. */
export async function showNews(state: UpdateState, { updates: say }: DesktopWords): Promise<boolean> {
  const update = readyVersion(state)
  if (!update) return false
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'MyL.Zip SSL',
    message: update.isOlder ? say.goingBack(update.version) : say.newsOf(update.version),
    detail: update.notes || say.noNews,
    buttons: [say.restartNow, say.later],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

export async function showUpdateFailure({ progress }: UpdateState, words: DesktopWords): Promise<void> {
  if (progress.kind !== 'failed') return
  const { sentence: message, detail } = errorIn(words, progress.refusal)
  await dialog.showMessageBox({
    type: 'warning',
    title: 'MyL.Zip SSL',
    message,
    detail,
    buttons: [words.boxes.close],
    noLink: true,
  })
}

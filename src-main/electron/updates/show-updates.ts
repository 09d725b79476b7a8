import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { dialog } from 'electron'
import type { DesktopWords } from '../words/english.ts'
import { errorIn } from '../words/refused.policy.ts'
import { failureOf, readyVersion, type UpdateState } from './update-state.policy.ts'

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

export async function showUpdateFailure(state: UpdateState, words: DesktopWords): Promise<void> {
  const failure = failureOf(state)
  if (!failure) return
  const { sentence: message, detail } = errorIn(words, failure)
  const ready = readyVersion(state)
  // An installer that failed may have changed much.
  const stays = ready && !isRefusal(failure, 'UPDATE_FAILED') ? `${words.updates.stillReady(ready.version)}\n\n` : ''
  await dialog.showMessageBox({
    type: 'warning',
    title: 'MyL.Zip SSL',
    message,
    detail: `${stays}${detail}`,
    buttons: [words.boxes.close],
    noLink: true,
  })
}

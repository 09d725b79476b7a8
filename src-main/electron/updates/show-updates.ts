import { nextStepOf } from '@mylzip/shared/domain/refusal.ts'
import { dialog } from 'electron'
import { failureOf, readyVersion, type UpdateState } from './update-state.policy.ts'

/** What is new, as text: a box of Electron's shows no HTML. Answers whether the person wants to update now. */
export async function showNews(state: UpdateState): Promise<boolean> {
  const update = readyVersion(state)
  if (!update) return false
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'MyL.Zip SSL',
    message: update.isOlder
      ? `Going back to version ${update.version}. What a newer version has written may not be readable by it: make a backup first.`
      : `What is new in version ${update.version}`,
    detail: update.notes || 'Nothing is said about it.',
    buttons: ['Restart now', 'Later'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

export async function showUpdateFailure(state: UpdateState): Promise<void> {
  const failure = failureOf(state)
  if (!failure) return
  const { code, data, message } = failure
  const ready = readyVersion(state)
  const stays = ready ? `Nothing was changed, and version ${ready.version} is still ready.\n\n` : ''
  await dialog.showMessageBox({
    type: 'warning',
    title: 'MyL.Zip SSL',
    message,
    detail: `${stays}${nextStepOf(code, data)}\n\n${code}`,
    buttons: ['Close'],
    noLink: true,
  })
}

import { nextStepOf } from '@mylzip/shared/domain/refusal.ts'
import { dialog } from 'electron'
import { readyVersion, type UpdateState } from './update-state.policy.ts'

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

export async function showUpdateFailure({ progress }: UpdateState): Promise<void> {
  if (progress.kind !== 'failed') return
  const { code, data, message } = progress.refusal
  await dialog.showMessageBox({
    type: 'warning',
    title: 'MyL.Zip SSL',
    message,
    detail: `${nextStepOf(code, data)}\n\n${code}`,
    buttons: ['Close'],
    noLink: true,
  })
}

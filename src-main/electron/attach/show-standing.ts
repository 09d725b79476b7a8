import { isRefusal, nextStepOf } from '@mylzip/shared/domain/refusal.ts'
import { dialog } from 'electron'
import { type Standing, standingWords } from './standing.policy.ts'

/** Says in a sentence what the program cannot do just now. Answers whether the person wants the service started. */
export async function explainStanding(standing: Standing, mayStart: boolean): Promise<boolean> {
  if (standing === 'attached') return false
  const offersStart = mayStart && standing === 'stopped'
  const { label, sentence } = standingWords[standing]
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'MyL.Zip SSL',
    message: label,
    detail: offersStart ? `${sentence} Windows asks for one when you choose to start it.` : sentence,
    buttons: offersStart ? ['Start the service', 'Not now'] : ['Close'],
    defaultId: 0,
    cancelId: offersStart ? 1 : 0,
    noLink: true,
  })
  return offersStart && response === 0
}

export async function showRefused(error: unknown): Promise<void> {
  const [message, detail] = isRefusal(error)
    ? [error.message, `${nextStepOf(error.code, error.data)}\n\n${error.code}`]
    : [String(error), '']
  await dialog.showMessageBox({ type: 'warning', title: 'MyL.Zip SSL', message, detail, buttons: ['Close'], noLink: true })
}

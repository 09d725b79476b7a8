import { Notification } from 'electron'
import type { Notice } from './notice-words.policy.ts'

interface Answers {
  pressed(): void
  clicked(): void
  /** Windows did not show it. */
  failed(reason: string): void
}

/** Those that Windows shows: an object that nobody holds is collected, and its button then does nothing. */
const shown = new Set<Notification>()

/** Shows one as a toast. What the person does with it in the notification centre later is heard for as long as the program runs. */
export function showToast({ body, button, title }: Notice, { clicked, failed, pressed }: Answers): void {
  if (!Notification.isSupported()) {
    failed('this system shows no notices')
    return
  }
  const toast = new Notification({ title, body, ...(button && { actions: [{ type: 'button', text: button.label }] }) })
  const end = () => shown.delete(toast)
  shown.add(toast)
  toast.once('click', () => {
    end()
    clicked()
  })
  toast.once('action', () => {
    end()
    pressed()
  })
  toast.on('close', ({ reason }) => {
    // Out of time it still lies in the notification centre, with its button.
    if (reason === 'userCanceled') end()
  })
  toast.once('failed', (_event, error) => {
    end()
    failed(error)
  })
  toast.show()
}

import type { Outbox } from '../modules/mail/outbox.service.ts'

/** Sends the mails that are due. Any instance may do it: each mail is claimed before it is sent. */
export async function sendMails(outbox: Outbox, stopping: AbortSignal): Promise<void> {
  await outbox.sendDue(stopping)
}

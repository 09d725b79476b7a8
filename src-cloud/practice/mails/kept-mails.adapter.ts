import type { Mail, Mailer } from '../../modules/mail/mailer.port.ts'

export interface KeptMails extends Mailer {
  /** The newest first. */
  all(): readonly (Mail & { at: number })[]
}

const most = 200

/** Delivers nothing: in practice whoever tries things out reads all mails on one page. */
export function keepMails(now: () => number): KeptMails {
  const kept: (Mail & { at: number })[] = []
  return {
    async send(mail) {
      kept.unshift({ ...mail, at: now() })
      kept.splice(most)
    },
    async close() {
      kept.length = 0
    },
    all: () => kept,
  }
}

import type { Mail, Mailer } from '#cloud/modules/mail/mailer.port.ts'

export interface Mailbox extends Mailer {
  mails: Mail[]
  /** All mails to an address so far, those that are due included, the newest last. */
  to(email: string): Promise<Mail[]>
  /** The path of the link in the newest mail to an address. */
  linkTo(email: string): Promise<string>
}

/** Takes mails as a server would, and gives them to whoever looks. */
export function createMailbox(sendDue: () => Promise<unknown>): Mailbox {
  const mails: Mail[] = []
  const to = async (email: string) => {
    await sendDue()
    return mails.filter((mail) => mail.to === email)
  }
  return {
    mails,
    to,
    send: async (mail) => void mails.push(mail),
    close: async () => undefined,
    async linkTo(email) {
      const text = (await to(email)).at(-1)?.text ?? ''
      const link = /https?:\/\/\S+/.exec(text)?.[0]
      if (link === undefined) throw new Error(`no mail to ${email} holds a link: ${text}`)
      const { pathname, search } = new URL(link)
      return `${pathname}${search}`
    },
  }
}

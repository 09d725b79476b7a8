export interface Mail {
  /** The same at each try to send it: whoever gets it twice can tell (RFC 5322 §3.6.4). */
  id: string
  to: string
  subject: string
  /** Plain text: everybody can read it, and nothing in it runs or loads. */
  text: string
}

/** Hands mails to whoever delivers them. */
export interface Mailer {
  /** Resolves once somebody else has taken the mail over. Rejects with MAIL_REFUSED where trying again is of no use. */
  send(mail: Mail): Promise<void>
  close(): Promise<void>
}

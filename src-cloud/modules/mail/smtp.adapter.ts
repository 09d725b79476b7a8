import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { createTransport } from 'nodemailer'
import type { Mailer } from './mailer.port.ts'

export interface SmtpOptions {
  /** `smtp://…` (with STARTTLS) or `smtps://…`, with user and password if the server wants them. */
  url: string
  /** E.g. `MyL.Zip SSL <no-reply@myl.zip>` */
  from: string
}

const timeouts = { connectionTimeout: 10 * second, greetingTimeout: 10 * second, socketTimeout: 30 * second }
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Mail by SMTP (RFC 5321). Links that let somebody in never cross a network in the clear: without TLS only on loopback. */
export function createSmtpMailer({ url, from }: SmtpOptions): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    pool: true,
    maxConnections: 5,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !loopback.test(hostname),
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? hostname
  return {
    async send({ id, to, subject, text }) {
      const messageId = `<${id}@${domain}>`
      // RFC 3834: no mail program answers it with an absence note.
      const headers = { 'Auto-Submitted': 'auto-generated' }
      try {
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, messageId, headers })
      } catch (error) {
        const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
        // 5yz is for good (RFC 5321 §4.2.1); that we may not send at all (530, 535 …) is for the operator to mend.
        if (code >= 550 && code < 560) throw new Refusal('MAIL_REFUSED', { reason: String(code) }, { cause: error })
        throw error
      }
    },
    async close() {
      transport.close()
    },
  }
}

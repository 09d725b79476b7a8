import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Log } from '../../plugins/log.port.ts'
import type { Random } from '../../plugins/random.port.ts'
import type { Sealing } from '../../plugins/sealing.ts'
import type { Mail, Mailer } from './mailer.port.ts'
import { claimDueMails, insertMail, postponeMail, removeMail } from './outbox.repository.ts'
import { nextTry } from './resend.policy.ts'
import { withoutAddresses } from './server-answer.policy.ts'

export interface Outbox {
  /** In the transaction of what it tells: it will be sent if that is committed, and only then. */
  post(trx: Kysely<CloudTables>, mail: Omit<Mail, 'id'>): Promise<void>
  /**
   * Sends what is due, a few at a time; once `stopping` is aborted only those that were begun. A mail may go out twice when an instance
   * dies in between, never not at all.
   */
  sendDue(stopping?: AbortSignal): Promise<{ sent: number; failed: number }>
}

interface OutboxNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  log: Log
  sealing: Sealing
  mailer: Mailer
}

/** Longer than any try takes: afterwards whoever claimed it counts as gone. */
const claim = 2 * minute
const atOnce = 5

const placeOf = (id: string) => `mail_outbox ${id}`

export function createOutbox({ db, clock, random, log, sealing, mailer }: OutboxNeeds): Outbox {
  /** One after the other: whoever asks is answered once all that was due has been tried, by whomever. */
  let last: Promise<{ sent: number; failed: number }> = Promise.resolve({ sent: 0, failed: 0 })

  async function send({ id, sealed, tries, created_at }: Awaited<ReturnType<typeof claimDueMails>>[number]): Promise<boolean> {
    let to = ''
    try {
      const mail = JSON.parse(Buffer.from(sealing.open(sealed, placeOf(id))).toString()) as Omit<Mail, 'id'>
      to = mail.to
      await mailer.send({ id, ...mail })
      await removeMail(db, id)
      return true
    } catch (error) {
      const now = clock.now()
      const last_error = withoutAddresses(reasonOf(error), to)
      const due = isRefusal(error, 'MAIL_REFUSED') ? undefined : nextTry(tries, created_at, now)
      await postponeMail(db, id, due === undefined ? { given_up_at: now, last_error } : { due_at: due, last_error })
      // What a mail server says may name the address.
      log.warn(due === undefined ? 'a mail was given up' : 'a mail could not be sent yet', { mail: id, tries, reason: codeOf(error) })
      return false
    }
  }

  async function sendAll(stopping: AbortSignal | undefined) {
    const outcome = { sent: 0, failed: 0 }
    while (!stopping?.aborted) {
      const now = clock.now()
      const mails = await claimDueMails(db, now, now + claim, atOnce)
      for (const sent of await Promise.all(mails.map(send))) outcome[sent ? 'sent' : 'failed']++
      if (mails.length < atOnce) break
    }
    return outcome
  }

  return {
    async post(trx, mail) {
      const id = random.uuid()
      const now = clock.now()
      const sealed = sealing.seal(Buffer.from(JSON.stringify(mail)), placeOf(id))
      await insertMail(trx, { id, sealed, created_at: now, due_at: now, last_error: null, given_up_at: null })
    },
    sendDue(stopping) {
      const mine = () => sendAll(stopping)
      last = last.then(mine, mine)
      return last
    },
  }
}

function reasonOf(error: unknown): string {
  const cause = isRefusal(error) ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}

function codeOf(error: unknown): string {
  const cause = isRefusal(error) ? error.cause : error
  const { responseCode, code } = (typeof cause === 'object' && cause !== null ? cause : {}) as { responseCode?: unknown; code?: unknown }
  return String(responseCode ?? code ?? 'unknown')
}

import { createHash } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, hour } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { MailLinkTable } from '../../plugins/database/tables/accounts.ts'
import type { Random } from '../../plugins/random.port.ts'
import { hashOfSecret, newSecret } from '../../plugins/secrets.ts'
import type { Outbox } from '../mail/outbox.service.ts'
import { knownBrowserTries, mailTries, passwordTries, signInTries } from '../tries/allowances.policy.ts'
import type { Tries } from '../tries/tries.service.ts'
import { changedMail, haveAccountMail, type MailText, noAccountMail, resetMail, signUpMail } from './account-mails.policy.ts'
import { emailKey } from './email-key.policy.ts'
import { findMailLink, insertMailLink, removeMailLinks, useMailLink } from './mail-links.repository.ts'
import type { Passwords } from './passwords.service.ts'
import { findPerson, findPersonByEmail, insertPerson, setPassword } from './people.repository.ts'
import type { SignedIn } from './person-caller.ts'
import { endSessions } from './sessions.repository.ts'

/** Who asks, and from where. */
interface Asked {
  email: string
  address: string
}

interface SignIn {
  personId: string
  needsCode: boolean
  passwordVersion: string
}

export interface AccountsService {
  /** Mails a link, or that there is an account already. The caller learns nothing of either. Refuses with TOO_MANY_TRIES. */
  askToSignUp(who: Asked): Promise<void>
  /** Mails a link, or that there is no account. The caller learns nothing of either. Refuses with TOO_MANY_TRIES. */
  askToReset(who: Asked): Promise<void>
  /** Whom a mailed link is for, as long as it is good. Opening it uses nothing up: mail filters open links, too. */
  linkFor(kind: MailLinkTable['kind'], secret: string): Promise<{ email: string } | undefined>
  /** Refuses with LINK_INVALID or PASSWORD_UNUSABLE. */
  signUp(by: { secret: string; name: string; password: string }): Promise<{ personId: string }>
  /** Ends all sessions. Refuses with LINK_INVALID or PASSWORD_UNUSABLE. */
  reset(by: { secret: string; password: string }): Promise<void>
  /**
   * `knownBrowser`: where this account was signed in to before. `passwordVersion` says which password it was. Refuses with
   * SIGN_IN_FAILED, whatever is wrong, or TOO_MANY_TRIES.
   */
  signIn(who: Asked & { password: string; knownBrowser?: string | undefined }): Promise<SignIn>
  /** Another one once the password is another one. */
  passwordVersion(personId: string): Promise<string>
  /** Who is signed in. */
  find(personId: string): Promise<{ id: string; email: string; name: string }>
  /** Of somebody who is signed in. Refuses with PASSWORD_WRONG or TOO_MANY_TRIES. */
  proveAgain(personId: string, password: string): Promise<void>
  /** Ends all other sessions. Refuses with PASSWORD_WRONG, PASSWORD_UNUSABLE or TOO_MANY_TRIES. */
  changePassword(person: SignedIn, passwords: { current: string; chosen: string }): Promise<void>
}

interface AccountsNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  outbox: Outbox
  tries: Tries
  passwords: Passwords
  publicUrl: string
}

const lifetimes = { 'sign-up': day, reset: hour }
const pages = { 'sign-up': '/sign-up/finish', reset: '/reset/finish' }

export function createAccounts({ db, clock, random, outbox, tries, passwords, publicUrl }: AccountsNeeds): AccountsService {
  /** The same statements whether there is an account or not; only the mail tells, to whom it belongs. */
  async function mailLink(kind: MailLinkTable['kind'], { email, address }: Asked, mail: (link: string, known: boolean) => MailText) {
    await tries.count(mailTries(email, address))
    const secret = newSecret('mail', random)
    const now = clock.now()
    const dates = { created_at: now, expires_at: now + lifetimes[kind] }
    const row = { id: random.uuid(), kind, email, email_key: emailKey(email), secret_hash: hashOfSecret(secret), ...dates }
    await db.transaction().execute(async (trx) => {
      const person = await findPersonByEmail(trx, row.email_key)
      await insertMailLink(trx, row)
      // To the address that was verified, however it was typed this time.
      await outbox.post(trx, { to: person?.email ?? email, ...mail(`${publicUrl}${pages[kind]}?token=${secret}`, person !== undefined) })
    })
  }

  async function goodLink(kind: MailLinkTable['kind'], secret: string) {
    const link = await findMailLink(db, kind, hashOfSecret(secret), clock.now())
    if (link === undefined) throw new Refusal('LINK_INVALID')
    return link
  }

  async function find(personId: string) {
    const person = await findPerson(db, personId)
    if (person === undefined) throw new Refusal('SIGN_IN_NEEDED')
    return person
  }

  async function proveAgain(personId: string, password: string) {
    const allowances = passwordTries(personId)
    await tries.count(allowances)
    const person = await find(personId)
    if (!(await passwords.fits(password, person.password_hash))) throw new Refusal('PASSWORD_WRONG')
    await tries.succeeded(allowances)
  }

  return {
    askToSignUp: (who) => mailLink('sign-up', who, (link, known) => (known ? haveAccountMail(publicUrl) : signUpMail(link))),
    askToReset: (who) => mailLink('reset', who, (link, known) => (known ? resetMail(link) : noAccountMail(publicUrl))),
    linkFor: (kind, secret) => findMailLink(db, kind, hashOfSecret(secret), clock.now()),
    async signUp({ secret, name, password }) {
      const { email } = await goodLink('sign-up', secret)
      const password_hash = await passwords.hash(password, { email, name })
      const now = clock.now()
      const id = random.uuid()
      await db.transaction().execute(async (trx) => {
        const link = await useMailLink(trx, 'sign-up', hashOfSecret(secret), now)
        if (link === undefined) throw new Refusal('LINK_INVALID')
        const whose = { id, email: link.email, email_key: link.email_key, name, password_hash, verified_at: now, created_at: now }
        const inserted = await insertPerson(trx, { ...whose, sealed_totp: null, totp_confirmed_at: null, totp_last_step: null })
        if (!inserted) throw new Refusal('LINK_INVALID')
      })
      return { personId: id }
    },
    async reset({ secret, password }) {
      const link = await goodLink('reset', secret)
      const person = await findPersonByEmail(db, link.email_key)
      if (person === undefined) throw new Refusal('LINK_INVALID')
      const hash = await passwords.hash(password, person)
      await db.transaction().execute(async (trx) => {
        if ((await useMailLink(trx, 'reset', hashOfSecret(secret), clock.now())) === undefined) throw new Refusal('LINK_INVALID')
        await setPassword(trx, person.id, hash)
        await endSessions(trx, person.id, { now: clock.now() })
        await outbox.post(trx, { to: person.email, ...changedMail('a new password was chosen by mail', publicUrl) })
      })
    },
    async signIn({ email, address, password, knownBrowser }) {
      const allowances = knownBrowser === undefined ? signInTries(email, address) : knownBrowserTries(knownBrowser)
      await tries.count(allowances)
      const person = await findPersonByEmail(db, emailKey(email))
      const fits = await passwords.fits(password, person?.password_hash)
      if (person === undefined || !fits) throw new Refusal('SIGN_IN_FAILED')
      await tries.succeeded(allowances)
      return { personId: person.id, needsCode: person.totp_confirmed_at !== null, passwordVersion: versionOf(person) }
    },
    passwordVersion: async (personId) => versionOf(await find(personId)),
    async find(personId) {
      const { id, email, name } = await find(personId)
      return { id, email, name }
    },
    proveAgain,
    async changePassword({ id, sessionId }, { current, chosen }) {
      await proveAgain(id, current)
      const person = await find(id)
      const hash = await passwords.hash(chosen, person)
      await db.transaction().execute(async (trx) => {
        await setPassword(trx, id, hash)
        await endSessions(trx, id, { now: clock.now(), but: sessionId })
        await removeMailLinks(trx, person.email_key)
        await outbox.post(trx, { to: person.email, ...changedMail('the password was changed', publicUrl) })
      })
    },
  }
}

function versionOf({ password_hash }: { password_hash: string | null }): string {
  return createHash('sha256')
    .update(password_hash ?? '')
    .digest('base64url')
}

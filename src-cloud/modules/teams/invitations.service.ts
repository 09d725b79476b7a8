import type { TeamInvitation } from '@mylzip/shared/cloud-api/members.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { strangeCursor } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { hashOfSecret, newSecret } from '../../plugins/secrets.ts'
import type { Outbox } from '../mail/outbox.service.ts'
import { emailKey } from '../people/email-key.policy.ts'
import type { Passwords } from '../people/passwords.service.ts'
import { findPersonByEmail, insertPerson } from '../people/people.repository.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import { invitationTries, mailTries } from '../tries/allowances.policy.ts'
import type { Tries } from '../tries/tries.service.ts'
import { addMember } from './add-member.ts'
import { invitationMail } from './invitation-mail.policy.ts'
import { findInvitation, invitationsOf, putInvitation, takeInvitation } from './invitations.repository.ts'
import { holdForAdmin } from './let-in-by.service.ts'
import { memberChangeRefusal } from './member-change.policy.ts'
import { isMember } from './members.repository.ts'
import type { TeamCaller } from './team-access.service.ts'
import { lockTeam } from './teams.repository.ts'

export interface OpenInvitation {
  team: { slug: string; name: string }
  email: string
  role: TeamRole
  /** Whether whoever accepts it has an account, and so signs in, or makes one. */
  hasAccount: boolean
}

export interface InvitationsService {
  list(teamId: string, page: { limit: number; cursor?: string | undefined }): Promise<{ items: TeamInvitation[]; next: string | null }>
  /** Mails it. An earlier one to the same address is over. Refuses with MEMBER_ALREADY, OWNER_NEEDED or TOO_MANY_TRIES. */
  invite(by: TeamCaller, guest: { email: string; role: TeamRole }): Promise<{ id: string }>
  /** Refuses with INVITATION_NOT_FOUND. */
  withdraw(by: TeamCaller, id: string): Promise<void>
  find(secret: string): Promise<OpenInvitation | undefined>
  /** Refuses with LINK_INVALID or INVITATION_FOR_ANOTHER. */
  accept(secret: string, person: { id: string; email: string }): Promise<void>
  /** With an account that is made for it: the link proves the address. Refuses with LINK_INVALID or PASSWORD_UNUSABLE. */
  acceptAsNew(secret: string, person: { name: string; password: string }): Promise<{ personId: string }>
}

interface InvitationsNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
  outbox: Outbox
  tries: Tries
  passwords: Passwords
  publicUrl: string
}

const lifetime = 7 * day

export function createInvitations({ db, clock, random, audit, outbox, tries, passwords, publicUrl }: InvitationsNeeds): InvitationsService {
  async function good(secret: string) {
    const invitation = await findInvitation(db, hashOfSecret(secret), clock.now())
    if (invitation === undefined) throw new Refusal('LINK_INVALID')
    return invitation
  }

  /** The team is locked before the invitation, as everywhere. */
  async function join(trx: Transaction<CloudTables>, secret: string, teamId: string, person: { id: string; email: string }) {
    await lockTeam(trx, teamId)
    const taken = await takeInvitation(trx, { secretHash: hashOfSecret(secret) }, clock.now())
    if (taken === undefined) throw new Refusal('LINK_INVALID')
    if (await isMember(trx, teamId, emailKey(person.email))) return
    const member = { teamId, personId: person.id, email: person.email, role: taken.role }
    await addMember(audit, trx, member, { kind: 'person', id: person.id }, clock.now())
  }

  return {
    async list(teamId, { limit, cursor }) {
      if (cursor !== undefined && !/^[!-~]+$/.test(cursor)) throw strangeCursor()
      const invitations = await invitationsOf(db, teamId, clock.now(), limit + 1, cursor)
      const shown = invitations.slice(0, limit)
      const items = shown.map(({ id, email, role, created_at, expires_at }) => {
        return { id, email, role, invitedAt: toTimestamp(created_at), expiresAt: toTimestamp(expires_at) }
      })
      return { items, next: invitations.length > limit ? (shown.at(-1)?.email_key ?? null) : null }
    },
    async invite(by, { email, role }) {
      const refusal = memberChangeRefusal({ by: by.role, from: undefined, to: role })
      if (refusal) throw refusal
      const [toAddress] = mailTries(email, '')
      await tries.count([...(toAddress ? [toAddress] : []), ...invitationTries(by.teamId)])
      const secret = newSecret('invite', random)
      const now = clock.now()
      const id = random.uuid()
      const whose = { id, team_id: by.teamId, email, email_key: emailKey(email), role }
      const invited_by = by.actor.kind === 'person' ? by.actor.id : null
      const row = { ...whose, secret_hash: hashOfSecret(secret), invited_by, created_at: now, expires_at: now + lifetime }
      await db.transaction().execute(async (trx) => {
        await holdForAdmin(trx, by)
        if (await isMember(trx, by.teamId, row.email_key)) throw new Refusal('MEMBER_ALREADY', { email })
        await putInvitation(trx, row)
        const mail = invitationMail({ team: by.name, role, link: `${publicUrl}/invitation?token=${secret}` })
        await outbox.post(trx, { to: email, ...mail })
        const personal = { email: { value: email, personId: null } }
        await audit.record(trx, { teamId: by.teamId, action: 'member.invited', actor: by.actor, facts: { role }, personal })
      })
      return { id }
    },
    withdraw: (by, id) =>
      db.transaction().execute(async (trx) => {
        await lockTeam(trx, by.teamId)
        const taken = await takeInvitation(trx, { teamId: by.teamId, id }, clock.now())
        if (taken === undefined) throw new Refusal('INVITATION_NOT_FOUND')
        const refusal = memberChangeRefusal({ by: by.role, from: taken.role, to: undefined })
        if (refusal) throw refusal
        const personal = { email: { value: taken.email, personId: null } }
        await audit.record(trx, { teamId: by.teamId, action: 'invitation.withdrawn', actor: by.actor, personal })
      }),
    async find(secret) {
      const invitation = await findInvitation(db, hashOfSecret(secret), clock.now())
      if (invitation === undefined) return undefined
      const { slug, name, email, role, email_key } = invitation
      return { team: { slug, name }, email, role, hasAccount: (await findPersonByEmail(db, email_key)) !== undefined }
    },
    async accept(secret, person) {
      const { team_id, email, email_key } = await good(secret)
      if (emailKey(person.email) !== email_key) throw new Refusal('INVITATION_FOR_ANOTHER', { email })
      await db.transaction().execute((trx) => join(trx, secret, team_id, person))
    },
    async acceptAsNew(secret, { name, password }) {
      const { team_id, email, email_key } = await good(secret)
      const password_hash = await passwords.hash(password, { email, name })
      const now = clock.now()
      const id = random.uuid()
      await db.transaction().execute(async (trx) => {
        const whose = { id, email, email_key, name, password_hash, verified_at: now, created_at: now }
        const inserted = await insertPerson(trx, { ...whose, sealed_totp: null, totp_confirmed_at: null, totp_last_step: null })
        if (!inserted) throw new Refusal('LINK_INVALID')
        await join(trx, secret, team_id, { id, email })
      })
      return { personId: id }
    },
  }
}

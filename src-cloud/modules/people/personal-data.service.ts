import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { numberIn } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Outbox } from '../mail/outbox.service.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import { withdrawLetInBy } from '../teams/let-in-by.service.ts'
import { countOthers, teamsOf } from '../teams/members.repository.ts'
import { lockTeam } from '../teams/teams.repository.ts'
import { deletedMail } from './account-mails.policy.ts'
import { findPerson } from './people.repository.ts'
import {
  apiTokensMadeBy,
  deletePerson,
  forgetInLogs,
  invitationsTo,
  logEntriesAbout,
  logEntriesBy,
  withdrawLettingIn,
} from './personal-data.repository.ts'
import { countRecoveryCodes } from './recovery-codes.repository.ts'
import type { SessionsService } from './sessions.service.ts'

export interface PersonalData {
  /**
   * Everything that is kept of a person, for a machine to read (GDPR art. 15 and 20). Secrets are told of, not shown. What teams'
   * logs hold may be long: `teamLogs.next` is the cursor of the part after this one, or null.
   */
  export(personId: string, cursor?: string): Promise<object>
  /**
   * All of it goes (GDPR art. 17), also from the teams' logs, whose chains stay whole. Refuses with LAST_OWNER where a
   * team has other members but no other owner. A team without other members stays, closed, so that its devices go on.
   */
  delete(personId: string): Promise<void>
}

/** Entries of logs in one part. */
export const logPart = 5_000

interface PersonalDataNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  audit: TeamAudit
  outbox: Outbox
  sessions: SessionsService
}

export function createPersonalData({ db, clock, audit, outbox, sessions }: PersonalDataNeeds): PersonalData {
  async function personWith(personId: string) {
    const person = await findPerson(db, personId)
    if (person === undefined) throw new Refusal('SIGN_IN_NEEDED')
    return person
  }

  async function leave(trx: Transaction<CloudTables>, teamId: string, person: { id: string; email: string; role: string }) {
    const team = await lockTeam(trx, teamId)
    const others = await countOthers(trx, teamId, person.id)
    if (others.members > 0 && others.owners === 0 && person.role === 'owner') throw new Refusal('LAST_OWNER', { team: team.name })
    const actor = { kind: 'person', id: person.id } as const
    await audit.record(trx, { teamId, action: 'member.left', actor, personal: { email: { value: person.email, personId: person.id } } })
    if (others.members > 0) return withdrawLetInBy(audit, trx, { teamId, personId: person.id, to: undefined }, actor, clock.now())
    await withdrawLettingIn(trx, teamId, clock.now())
    await audit.record(trx, { teamId, action: 'team.abandoned', actor: { kind: 'cloud', id: null } })
  }

  return {
    async export(personId, cursor) {
      const offset = numberIn(cursor, 9) ?? 0
      const part = { offset, limit: logPart + 1 }
      const person = await personWith(personId)
      const { email, email_key, name, verified_at, created_at, totp_confirmed_at, password_hash } = person
      const [teams, live, invitations, tokens, about, by, recoveryCodesLeft] = [
        await teamsOf(db, personId),
        await sessions.of(personId),
        await invitationsTo(db, email_key),
        await apiTokensMadeBy(db, personId),
        await logEntriesAbout(db, personId, email_key, part),
        await logEntriesBy(db, personId, part),
        await countRecoveryCodes(db, personId),
      ]
      return {
        exportedAt: toTimestamp(clock.now()),
        account: { id: personId, email, name, createdAt: toTimestamp(created_at), emailVerifiedAt: timestampOrNull(verified_at) },
        signingIn: { hasPassword: password_hash !== null, codeSince: timestampOrNull(totp_confirmed_at), recoveryCodesLeft },
        sessions: live.map(({ id, createdAt, lastUsedAt, expiresAt, ...from }) => {
          return { id, begun: toTimestamp(createdAt), lastUsed: toTimestamp(lastUsedAt), ends: toTimestamp(expiresAt), ...from }
        }),
        teams: teams.map(({ slug, name, role, joined_at }) => ({ slug, name, role, joinedAt: toTimestamp(joined_at) })),
        invitations: invitations.map(({ team, role, created_at, expires_at }) => {
          return { team, role, invitedAt: toTimestamp(created_at), expiresAt: toTimestamp(expires_at) }
        }),
        apiTokensMade: tokens.map(({ created_at, ...token }) => ({ ...token, createdAt: toTimestamp(created_at) })),
        teamLogs: {
          aboutYou: about.slice(0, logPart).map(({ at, ...entry }) => ({ ...entry, at: toTimestamp(at) })),
          byYou: by.slice(0, logPart).map(({ at, ...entry }) => ({ ...entry, at: toTimestamp(at) })),
          next: Math.max(about.length, by.length) > logPart ? String(offset + logPart) : null,
        },
      }
    },
    async delete(personId) {
      const { email, email_key } = await personWith(personId)
      await db.transaction().execute(async (trx) => {
        // Always in the same order: two owners who go at once must not wait for each other.
        const teams = (await teamsOf(trx, personId)).sort((one, other) => (one.id < other.id ? -1 : 1))
        for (const { id, role } of teams) await leave(trx, id, { id: personId, email, role })
        await forgetInLogs(trx, personId, email_key)
        await deletePerson(trx, personId, email_key)
        await outbox.post(trx, { to: email, ...deletedMail() })
      })
    },
  }
}

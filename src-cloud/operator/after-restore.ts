import type { Kysely } from 'kysely'
import { beginCommandLog } from '../modules/commands/operations.repository.ts'
import { removeAllMails } from '../modules/mail/outbox.repository.ts'
import { removeAllMailLinks } from '../modules/people/mail-links.repository.ts'
import { endAllSessions } from '../modules/people/sessions.repository.ts'
import { removeAllInvitations } from '../modules/teams/invitations.repository.ts'
import type { Clock } from '../plugins/clock.port.ts'
import { migrate, migrationState } from '../plugins/database/migrate.ts'
import { unmarkRestore } from '../plugins/database/restore-mark.ts'
import type { CloudTables } from '../plugins/database/schema.ts'
import type { Random } from '../plugins/random.port.ts'

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
}

/**
 * Takes from a database that was restored what was good at the time of the backup and must not be good again: sessions that
 * have been ended since, links that have been used, mails that have been sent. Devices count commands from the beginning,
 * because numbers that they have seen come again. All of it or nothing, and the same again does no harm. Answers what an operator has to look after, in sentences.
 */
export async function settleRestored({ db, clock, random }: Needs): Promise<string> {
  // Old code goes on working on it, so that a backup of an older version is brought up to date for the tables below.
  if ((await migrationState(db)).pending.length > 0) await migrate(db)
  const { sessions, mails, invitations } = await db.transaction().execute(async (trx) => {
    await beginCommandLog(trx, random.uuid())
    await removeAllMailLinks(trx)
    await unmarkRestore(trx)
    return {
      sessions: await endAllSessions(trx, clock.now()),
      mails: await removeAllMails(trx),
      invitations: await removeAllInvitations(trx),
    }
  })
  return `Sessions ended: ${sessions}; waiting mails dropped: ${mails}; invitations withdrawn: ${invitations}. \
What was revoked, blocked, released or used up since the backup is good again: look through API tokens, enrolment tokens, \
devices that were reported as lost, members and their roles.`
}

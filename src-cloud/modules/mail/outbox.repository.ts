import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Insertable, type Kysely, sql } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { MailOutboxTable } from '../../plugins/database/tables/accounts.ts'

export async function insertMail(db: Kysely<CloudTables>, mail: Insertable<MailOutboxTable>): Promise<void> {
  await db.insertInto('mail_outbox').values(mail).execute()
}

/** Takes some that are due, until `until`: no other instance sends them before that, and one does if this instance dies. */
export function claimDueMails(db: Kysely<CloudTables>, now: Instant, until: Instant, limit: number) {
  return db
    .updateTable('mail_outbox')
    .set({ due_at: until, tries: sql<number>`tries + 1` })
    .where('id', 'in', (due) =>
      due
        .selectFrom('mail_outbox')
        .select('id')
        .where('due_at', '<=', now)
        .where('given_up_at', 'is', null)
        .orderBy('due_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'sealed', 'tries', 'created_at'])
    .execute()
}

export async function removeMail(db: Kysely<CloudTables>, id: string): Promise<void> {
  await db.deleteFrom('mail_outbox').where('id', '=', id).execute()
}

export async function postponeMail(
  db: Kysely<CloudTables>,
  id: string,
  outcome: { due_at: Instant; last_error: string } | { given_up_at: Instant; last_error: string },
): Promise<void> {
  await db.updateTable('mail_outbox').set(outcome).where('id', '=', id).execute()
}

export async function removeMailsGivenUp(db: Kysely<CloudTables>, before: Instant): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('mail_outbox').where('given_up_at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

export async function removeAllMails(db: Kysely<CloudTables>): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('mail_outbox').executeTakeFirst()
  return Number(numDeletedRows)
}

import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { MailLinkTable } from '../../plugins/database/tables/accounts.ts'

export async function insertMailLink(db: Kysely<CloudTables>, link: MailLinkTable): Promise<void> {
  await db.insertInto('mail_links').values(link).execute()
}

export function findMailLink(db: Kysely<CloudTables>, kind: MailLinkTable['kind'], secretHash: string, now: Instant) {
  return db
    .selectFrom('mail_links')
    .select(['email', 'email_key'])
    .where('kind', '=', kind)
    .where('secret_hash', '=', secretHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Takes the link, and every other to the same address. Undefined when somebody was quicker. */
export async function useMailLink(db: Kysely<CloudTables>, kind: MailLinkTable['kind'], secretHash: string, now: Instant) {
  const used = await db
    .deleteFrom('mail_links')
    .where('kind', '=', kind)
    .where('secret_hash', '=', secretHash)
    .where('expires_at', '>', now)
    .returning(['email', 'email_key'])
    .executeTakeFirst()
  if (used) await removeMailLinks(db, used.email_key)
  return used
}

export async function removeMailLinks(db: Kysely<CloudTables>, emailKey: string): Promise<void> {
  await db.deleteFrom('mail_links').where('email_key', '=', emailKey).execute()
}

export async function removeExpiredMailLinks(db: Kysely<CloudTables>, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('mail_links').where('expires_at', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}

export async function removeAllMailLinks(db: Kysely<CloudTables>): Promise<void> {
  await db.deleteFrom('mail_links').execute()
}

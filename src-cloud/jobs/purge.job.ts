import { day, hour, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { keysKept } from '../modules/acme-accounts/device-requests.service.ts'
import { forgetAcmeOrders } from '../modules/acme-accounts/orders.repository.ts'
import { removeExpiredAssertions } from '../modules/auth/auth.repository.ts'
import { removeExpiredCodes } from '../modules/device-authorization/device-codes.repository.ts'
import { removeEndedCertificates } from '../modules/device-state/device-state.repository.ts'
import { removeOldInstances } from '../modules/devices/places.repository.ts'
import { removeReportsBefore } from '../modules/devices/reports.repository.ts'
import { expiredKeys, removeExpiredRecords } from '../modules/dns/dns.repository.ts'
import type { Publishing } from '../modules/dns/places/publishing.service.ts'
import { removeMailsGivenUp } from '../modules/mail/outbox.repository.ts'
import { removeExpiredMailLinks } from '../modules/people/mail-links.repository.ts'
import { removeOldSessions } from '../modules/people/sessions.repository.ts'
import { forgetQuotaOrders } from '../modules/quota/quota.repository.ts'
import { quotaKept } from '../modules/quota/quota.service.ts'
import { removeExpiredKeys } from '../modules/ssl/idempotency.repository.ts'
import { removeExpiredInvitations } from '../modules/teams/invitations.repository.ts'
import { removeSettledTries } from '../modules/tries/tries.repository.ts'
import type { CloudTables } from '../plugins/database/schema.ts'

/** How long it is kept where somebody was signed in, which mails could not be sent, and what devices reported. */
const kept = 30 * day

/** Takes away what nothing reads any more. Expired rows are overlooked everywhere already, so it may run late, or twice at once. */
export async function purge(
  db: Kysely<CloudTables>,
  now: Instant,
  publishing: Pick<Publishing, 'changed'>,
): Promise<{ records: number; assertions: number }> {
  await removeExpiredKeys(db, now)
  await removeEndedCertificates(db, now)
  await forgetQuotaOrders(db, now - quotaKept)
  await forgetAcmeOrders(db, now, now - keysKept)
  await removeExpiredMailLinks(db, now)
  await removeMailsGivenUp(db, now - kept)
  await removeOldSessions(db, now - kept)
  await removeReportsBefore(db, now - kept)
  await removeExpiredInvitations(db, now)
  await removeSettledTries(db, now)
  await removeExpiredCodes(db, now - hour)
  await removeOldInstances(db, now - day)
  const records = await db.transaction().execute(async (trx) => {
    await publishing.changed(trx, await expiredKeys(trx, now), now)
    return removeExpiredRecords(trx, now)
  })
  return { records, assertions: await removeExpiredAssertions(db, now) }
}

import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { removeExpiredAssertions } from '../modules/auth/auth.repository.ts'
import { removeEndedCertificates } from '../modules/device-state/device-state.repository.ts'
import { expiredKeys, removeExpiredRecords } from '../modules/dns/dns.repository.ts'
import type { Publishing } from '../modules/dns/places/publishing.service.ts'
import { removeExpiredKeys } from '../modules/ssl/idempotency.repository.ts'
import type { CloudTables } from '../plugins/database/schema.ts'

/** Takes away what nothing reads any more. Expired rows are overlooked everywhere already, so it may run late, or twice at once. */
export async function purge(
  db: Kysely<CloudTables>,
  now: Instant,
  publishing: Pick<Publishing, 'changed'>,
): Promise<{ records: number; assertions: number }> {
  await removeExpiredKeys(db, now)
  await removeEndedCertificates(db, now)
  const records = await db.transaction().execute(async (trx) => {
    await publishing.changed(trx, await expiredKeys(trx, now), now)
    return removeExpiredRecords(trx, now)
  })
  return { records, assertions: await removeExpiredAssertions(db, now) }
}

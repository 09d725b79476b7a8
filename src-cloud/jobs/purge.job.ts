import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { removeExpiredAssertions } from '../modules/auth/auth.repository.ts'
import { removeEndedCertificates } from '../modules/device-state/device-state.repository.ts'
import { removeExpiredRecords } from '../modules/dns/dns.repository.ts'
import { forgetQuotaOrders } from '../modules/quota/quota.repository.ts'
import { quotaKept } from '../modules/quota/quota.service.ts'
import { removeExpiredKeys } from '../modules/ssl/idempotency.repository.ts'
import type { CloudTables } from '../plugins/database/schema.ts'

/** Takes away what nothing reads any more. Expired rows are overlooked everywhere already, so it may run late, or twice at once. */
export async function purge(db: Kysely<CloudTables>, now: Instant): Promise<{ records: number; assertions: number }> {
  await removeExpiredKeys(db, now)
  await removeEndedCertificates(db, now)
  await forgetQuotaOrders(db, now - quotaKept)
  return { records: await removeExpiredRecords(db, now), assertions: await removeExpiredAssertions(db, now) }
}

import { type CertificateRow, certificateRepository } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import type { IssuedVersion } from '../certificates/version.repository.ts'
import type { RunTools } from './run-context.ts'

/**
 * A run that could not deploy this version, the one in use, has nothing left to do once that is in place: tried again, it would
 * order another, and give it to programs that a person had go back.
 */
export async function settleFailure({ id }: CertificateRow, { number }: IssuedVersion, db: RunTools['db']): Promise<void> {
  const certificate = await certificateRepository(db).find(id)
  if (certificate?.current_version !== number || certificate.failed_tries === 0) return
  const lastRun = await runRepository(db).lastOf(id)
  if (lastRun?.status === 'failed' && lastRun.number === number)
    await certificateRepository(db).update(id, { failed_tries: 0, next_attempt_at: null })
}

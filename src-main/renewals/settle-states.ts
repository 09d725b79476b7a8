import type { CertificateRow } from '../certificates/certificate.repository.ts'
import { type IssuedVersion, versionRepository } from '../certificates/version.repository.ts'
import type { RunTools } from './run-context.ts'
import { settleFailure } from './settle-failure.ts'

/**
 * Works out anew whether a version is bound and verified: programs were set up, told or removed beside its runs. With the last of
 * them in order, a run that failed by one has nothing left to do.
 */
export async function settleStates(
  certificate: CertificateRow,
  version: IssuedVersion,
  { clock, db, targetsFor }: Pick<RunTools, 'clock' | 'db' | 'targetsFor'>,
): Promise<void> {
  const versions = versionRepository(db)
  const targets = await targetsFor(certificate, version.number)
  const records = await versions.consumers(certificate.id, version.number)
  const isFor = (reached: (record: (typeof records)[number]) => boolean) =>
    targets.length > 0 && targets.every(({ id }) => records.some((record) => record.target === id && reached(record)))
  const isBound = isFor(({ bound_at, failure_code }) => bound_at !== null && failure_code === null)
  const isVerified = isFor(({ failure_code, verified_at }) => verified_at !== null && failure_code === null)
  await versions.update(certificate.id, version.number, {
    bound_at: isBound ? (version.bound_at ?? clock.now()) : null,
    verified_at: isVerified ? clock.now() : null,
  })
  const isProven = isVerified || targets.length === 0
  if (isProven && version.store_location !== null) await settleFailure(certificate, version, db)
}

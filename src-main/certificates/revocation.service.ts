import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Revoked, RevokeInput } from '@mylzip/shared/operations/custody.ts'
import type { CertificateAuthorities, CertificateAuthority } from '../acme/authority.port.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { type KeyPlaces, signingKey } from './bundle.ts'
import { type CertificateRow, certificateRepository, nameOf } from './certificate.repository.ts'
import { findIssued, findManaged } from './find-issued.ts'
import { isReplacedWhenRevoked } from './replaced-when-revoked.ts'
import { runRepository } from './run.repository.ts'
import { type IssuedVersion, versionRepository } from './version.repository.ts'

export interface RevocationNeeds extends KeyPlaces {
  db: AgentDatabase['db']
  clock: Clock
  authorities: CertificateAuthorities
  audit: Pick<AuditService, 'record' | 'announce'>
  /** Begins a run that replaces the certificate, or joins the one that is going on. */
  replace(certificateId: string): Promise<{ runId: string }>
  follow(certificateId: string): void
}

type Signer = Revoked['signedBy']

/**
 * Revokes a version and, where it is in use, has it replaced. The authority is told first: a crash in between is made
 * good by asking again, which costs nothing, because what is revoked already is a success.
 */
export function createRevocations(needs: RevocationNeeds) {
  const { db, clock, audit, authorities, replace, follow } = needs

  async function record(
    { certificate, version, isReplaced }: { certificate: CertificateRow; version: IssuedVersion; isReplaced: boolean },
    { reason }: RevokeInput,
    signedBy: Signer,
  ): Promise<void> {
    const entry = await db.transaction().execute(async (tx) => {
      const versions = versionRepository(tx)
      await versions.update(certificate.id, version.number, {
        revoked_at: clock.now(),
        revocation_reason: reason,
        // Whoever revokes it has issued it.
        directory_url: version.directory_url,
      })
      // A key taken over from this version must go; a run that is using it is followed by another one, and where it may have been
      // handed in the next run finds out first (../renewals/steps/issued-with-reported-key.ts).
      const last = await runRepository(tx).lastOf(certificate.id)
      const mayGo = last === undefined || (last.status !== 'running' && last.order_url === null)
      if (reason === 'keyCompromise' && mayGo) await versions.removeUnissued(certificate.id)
      // Killed before the run began, the scheduler begins it.
      if (isReplaced) await certificateRepository(tx).update(certificate.id, { renewal_at: clock.now(), renewal_reason: 'emergency' })
      const detail = { revocation: reason, version: version.number, serial: version.serial, signedBy }
      return audit.record(tx, { actor: 'person', action: 'certificate-revoked', subject: nameOf(certificate), detail })
    })
    audit.announce(entry)
  }

  return async (wanted: RevokeInput): Promise<Revoked> => {
    const certificate = await findManaged(db, wanted.certificateId)
    const version = await findIssued(db, certificate, wanted.version)
    refuseRevoked(certificate, version, wanted)
    const directory = wanted.directory ?? version.directory_url
    const signedBy = await tell(await authorities.at(directory), certificate, version, wanted.reason, needs)
    const isReplaced = await isReplacedWhenRevoked(db, certificate, version, wanted.reason)
    await record({ certificate, version: { ...version, directory_url: directory }, isReplaced }, wanted, signedBy)
    const runId = isReplaced ? (await replace(certificate.id)).runId : null
    follow(certificate.id)
    return { version: version.number, signedBy, runId }
  }
}

/**
 * What is recorded as revoked is told once. That its key was exposed is worth saying again: only then does the authority
 * block it (Baseline Requirements §4.9.1.1).
 */
function refuseRevoked(certificate: CertificateRow, version: IssuedVersion, { reason }: RevokeInput): void {
  const { number, revocation_reason: known, revoked_at } = version
  if (revoked_at === null || (reason === 'keyCompromise' && known !== 'keyCompromise')) return
  const data = { name: nameOf(certificate), version: number, revokedAt: toTimestamp(revoked_at), reason: known ?? 'unspecified' }
  throw new Refusal('CERTIFICATE_REVOKED_ALREADY', data)
}

/**
 * By the account first: it needs no key in memory. An exposed key revokes itself, because only then does the authority
 * know it for exposed and block it everywhere (Baseline Requirements §4.9.12); each is tried where the other is refused.
 */
async function tell(
  authority: CertificateAuthority,
  certificate: CertificateRow,
  version: IssuedVersion,
  reason: RevokeInput['reason'],
  places: KeyPlaces,
): Promise<Signer> {
  const by: Record<Signer, () => Promise<void>> = {
    account: async () => {
      await authority.prepareAccount()
      await authority.revoke({ certificatePem: version.chain_pem, reason, signedBy: 'account' })
    },
    'certificate-key': async () => {
      const signedBy = await signingKey(places, certificate, version)
      await authority.revoke({ certificatePem: version.chain_pem, reason, signedBy })
    },
  }
  const [first, second]: [Signer, Signer] = reason === 'keyCompromise' ? ['certificate-key', 'account'] : ['account', 'certificate-key']
  try {
    await by[first]()
    return first
  } catch (error) {
    if (!isRefusal(error, ...worthAnother)) throw error
    return by[second]().then(
      () => second,
      (other: unknown) => {
        // What the authority says tells more than that there is no key here to try.
        throw isRefusal(other, ...withoutKey) ? error : other
      },
    )
  }
}

const withoutKey = ['KEY_ELSEWHERE', 'KEY_DESTROYED', 'KEY_LOST', 'SECRET_UNREADABLE'] as const
const worthAnother = [
  'ACME_REVOCATION_REFUSED',
  'ACME_REVOCATION_REASON_REFUSED',
  'ACME_ACCOUNT_REFUSED',
  'ACME_ACCOUNT_FORGOTTEN',
  'ACME_SIGNATURE_REFUSED',
  ...withoutKey,
] as const

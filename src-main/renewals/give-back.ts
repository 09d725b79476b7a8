import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { AuditService } from '../audit/audit.service.ts'
import { refusalDetail } from '../audit/refusal-detail.ts'
import { type CertificateRow, nameOf } from '../certificates/certificate.repository.ts'
import { targetRepository } from '../certificates/target.repository.ts'
import { type IssuedVersion, isIssued, type VersionRow, versionRepository } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { Log } from '../system/log/log.port.ts'
import { type BindingNeeds, ensureBound } from './ensure-bound.ts'
import { goneBack } from './of-target.ts'

export type GivingBackNeeds = BindingNeeds & { certificate: CertificateRow; log: Log; audit: Pick<AuditService, 'recordAlone'> }

/**
 * Rolls one program back that could not be made to present a version, or was not seen presenting it: to the version it presented
 * before, while that is valid, else to what it had before it was told for the first time. One that was seen presenting this very
 * version has another trouble, and is left. What cannot be rolled back either is written down, and refuses nothing: why the
 * version is not presented matters more.
 */
export async function giveBack(needs: GivingBackNeeds, failed: number, target: DeployTarget): Promise<void> {
  const { audit, certificate, db, log } = needs
  const seen = (await versionRepository(db).consumers(certificate.id, failed)).find((each) => each.target === target.id)
  if (seen?.verified_at != null) return
  const subject = nameOf(certificate)
  try {
    const previous = await versionBefore(needs, failed, target)
    if (previous) {
      await goneBack(ensureBound(needs, certificate, previous, target))
      const detail = { program: target.label, thumbprint: previous.thumbprint }
      await audit.recordAlone({ actor: 'agent', action: 'target-rolled-back', subject, detail })
    } else if (await takeBackFound(needs, target))
      await audit.recordAlone({ actor: 'agent', action: 'target-given-back', subject, detail: { program: target.label } })
  } catch (error) {
    if (!isRefusal(error)) throw error
    log.warn('a program could not be rolled back', { target: target.id, code: error.code })
    await audit.recordAlone({
      actor: 'agent',
      action: 'target-not-given-back',
      subject,
      detail: { program: target.label, ...refusalDetail(error) },
    })
  }
}

/**
 * The newest version before that one that the program presented, and that may still be presented. The one in use counts also where it
 * was told it by nobody yet; not where it failed with it, or where a person had it go back from it: it would stay with what
 * nobody has seen it present.
 */
export async function versionBefore(
  { certificate, clock, db }: Pick<GivingBackNeeds, 'certificate' | 'clock' | 'db'>,
  number: number,
  target: Pick<DeployTarget, 'id'>,
): Promise<IssuedVersion | undefined> {
  const versions = versionRepository(db)
  const usable = (version: VersionRow): version is IssuedVersion =>
    isIssued(version) &&
    version.number < number &&
    version.not_after > clock.now() &&
    version.revoked_at === null &&
    version.revocation_reason !== 'keyCompromise'
  const row = await targetRepository(db).named(target.id)
  for (const version of (await versions.all(certificate.id)).filter(usable).reverse()) {
    const presented = (await versions.consumers(certificate.id, version.number)).find((each) => each.target === target.id)
    if (presented?.verified_at != null) return version
    const isUntried = presented?.failure_code == null && row?.rolled_back_from !== version.number
    if (version.number === certificate.current_version && isUntried) return version
  }
  return undefined
}

/** Gives it what it had before it was told for the first time; answers whether it could be. Refuses with TARGET_NOT_GIVEN_BACK. */
export async function takeBackFound({ db }: Pick<GivingBackNeeds, 'db'>, target: DeployTarget): Promise<boolean> {
  const row = await targetRepository(db).named(target.id)
  if (!target.takeBack || !row || row.found_at === null) return false
  await goneBack(target.takeBack(row.found_thumbprint ?? undefined))
  return true
}

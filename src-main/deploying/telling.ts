import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { RollBackInput } from '@mylzip/shared/operations/targets.ts'
import { type CertificateRow, nameOf } from '../certificates/certificate.repository.ts'
import { findIssued, findManaged } from '../certificates/find-issued.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { type TargetRow, targetRepository } from '../certificates/target.repository.ts'
import { type IssuedVersion, versionRepository } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import { saveConsumer } from '../renewals/consumer-record.ts'
import { ensureBound, tell } from '../renewals/ensure-bound.ts'
import { giveBack, takeBackFound, versionBefore } from '../renewals/give-back.ts'
import { goneBack } from '../renewals/of-target.ts'
import { proveTarget, seeSettled } from '../renewals/prove-target.ts'
import { settleStates } from '../renewals/settle-states.ts'
import type { TargetNeeds } from './target-needs.ts'

interface Told {
  certificate: CertificateRow
  version: IssuedVersion
  target: DeployTarget
}

/** A run tells programs by itself: what a person wants meanwhile would get between its steps. Refuses with CERTIFICATE_BUSY. */
export async function refuseBusy(db: TargetNeeds['db'], certificate: CertificateRow): Promise<void> {
  if (await runRepository(db).runningFor(certificate.id)) throw new Refusal('CERTIFICATE_BUSY', { name: nameOf(certificate) })
}

async function prepare(needs: TargetNeeds, row: TargetRow): Promise<Told> {
  const certificate = await findManaged(needs.db, row.certificate_id)
  return { certificate, version: await findIssued(needs.db, certificate, undefined), target: needs.open(row) }
}

/** Gives one program the version in use, as a run does: told, read back, seen; and where that fails, what it had. */
export async function applyTarget(needs: TargetNeeds, row: TargetRow): Promise<void> {
  const { audit, db } = needs
  const { certificate, target, version } = await prepare(needs, row)
  const context = { ...needs, certificate, run: { number: version.number } }
  await targetRepository(db).update(row.id, { rolled_back_from: null })
  try {
    // Whoever asks for it wants it told, whatever it seems to have: a script is run again.
    await tell(needs, certificate, version, target)
    await saveConsumer(context, target, { bound_at: needs.clock.now() })
    await proveTarget(context, version, target)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await saveConsumer(context, target, { failure: error })
    await giveBack(context, version.number, target)
    await settle(needs, certificate, version)
    throw error
  }
  const subject = nameOf(certificate)
  await audit.recordAlone({ actor: 'person', action: 'certificate-bound', subject, detail: { programs: target.label } })
  await settle(needs, certificate, version)
}

/** Has one program present what it had before, and leaves it so. Refuses with TARGET_NOTHING_BEFORE, and as telling does. */
export async function rollTargetBack(needs: TargetNeeds, row: TargetRow, to: RollBackInput['to']): Promise<void> {
  const { audit, db } = needs
  const { certificate, target, version } = await prepare(needs, row)
  const [subject, program] = [nameOf(certificate), target.label]
  if (to === 'version') {
    const previous = await versionBefore({ ...needs, certificate }, version.number, target)
    if (!previous)
      throw new Refusal('TARGET_NOTHING_BEFORE', { target: program, reason: 'it presented no earlier certificate that is still valid' })
    // It presents the earlier one from here on, whether that is seen or not.
    await leaving(async () => void (await goneBack(ensureBound(needs, certificate, previous, target))))
    const detail = { program, thumbprint: previous.thumbprint }
    await audit.recordAlone({ actor: 'person', action: 'target-rolled-back', subject, detail })
    await settle(needs, certificate, version)
    if (target.seenBy !== 'reading-back') await seeSettled({ ...needs, certificate }, previous, target)
  } else {
    await leaving(async () => {
      if (!(await takeBackFound(needs, target))) throw new Refusal('TARGET_NOTHING_BEFORE', { target: program, reason: whyNotFound(row) })
    })
    await audit.recordAlone({ actor: 'person', action: 'target-given-back', subject, detail: { program } })
    await settle(needs, certificate, version)
  }

  /** Written down before it is told: after a crash in the middle nobody undoes what a person wanted. */
  async function leaving(goBack: () => Promise<void>): Promise<void> {
    await targetRepository(db).update(row.id, { rolled_back_from: version.number })
    await goBack().catch(async (error: unknown) => {
      if (error instanceof Refusal) await targetRepository(db).update(row.id, { rolled_back_from: row.rolled_back_from })
      throw error
    })
    await versionRepository(db).forgetProgram(certificate.id, version.number, target.id)
  }
}

export function whyNotFound({ found_at }: TargetRow): string {
  return found_at === null ? 'it was never told to use a certificate of this program' : 'what it does cannot be undone from here'
}

/** After programs of a certificate changed: how the version in use stands with them, told to whoever watches. */
export async function settle(needs: TargetNeeds, certificate: CertificateRow, version: IssuedVersion): Promise<void> {
  await settleStates(certificate, version, needs)
  await needs.announcements.certificate(certificate.id)
}

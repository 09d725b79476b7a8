import { targetKindNames, targetKinds } from '@mylzip/shared/domain/deploy-targets.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { inEnglish } from '@mylzip/shared/domain/saying.ts'
import type {
  AddTargetInput,
  OfferedKind,
  RemovedTarget,
  RemoveTargetInput,
  RollBackInput,
  Target,
  TargetPreview,
  TargetQuestion,
  TargetTest,
} from '@mylzip/shared/operations/targets.ts'
import { nameOf } from '../certificates/certificate.repository.ts'
import { findManaged } from '../certificates/find-issued.ts'
import { type TargetRow, targetRepository } from '../certificates/target.repository.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import { takeBackFound } from '../renewals/give-back.ts'
import { createInTurn } from '../system/in-turn.ts'
import { staysBehind } from './places.policy.ts'
import { recordFor, refuseElsewhere, refuseTaken } from './setting-up.ts'
import type { TargetNeeds } from './target-needs.ts'
import { settingsOf, targetView } from './target-view.ts'
import { applyTarget, refuseBusy, rollTargetBack, settle, whyNotFound } from './telling.ts'
import { previewTarget, testTarget } from './trying.ts'
import { withoutArguments } from './without-arguments.policy.ts'

/** What a person does with the programs that certificates are given to. */
export function createTargets(needs: TargetNeeds) {
  const { audit, db, turns } = needs
  /** Two that tell programs at once would each find the other's work half done. */
  const inTurn = createInTurn()

  async function find(targetId: string): Promise<TargetRow> {
    const row = await targetRepository(db).find(targetId)
    if (!row) throw new Refusal('TARGET_NOT_FOUND', { targetId })
    return row
  }

  async function view(row: TargetRow): Promise<Target> {
    const seen = await targetView(needs, row)
    if (!seen) throw new Refusal('TARGET_SETTINGS_UNFIT', { reason: 'a newer version of this program has set it up' })
    return seen
  }

  async function settleInUse(certificateId: string): Promise<void> {
    const certificate = await findManaged(db, certificateId)
    const version = await versionRepository(db).inUse(certificate)
    if (isIssued(version)) await settle(needs, certificate, version)
  }

  /** One that is set up, or the record that it would have. */
  async function asked(which: TargetQuestion): Promise<TargetRow> {
    if (!('targetId' in which)) return recordFor(needs, which)
    const row = await find(which.targetId)
    const settings = settingsOf(row)
    if (settings) refuseElsewhere(needs, settings)
    return row
  }

  async function add(wanted: AddTargetInput): Promise<Target> {
    const row = await recordFor(needs, wanted)
    await needs.requireLicence(wanted.settings.kind)
    const entry = await db.transaction().execute(async (tx) => {
      const certificate = await findManaged(tx, wanted.certificateId)
      await refuseTaken(tx, wanted.settings)
      await targetRepository(tx).add(row)
      const detail = { program: row.label, kind: row.kind }
      return audit.record(tx, { actor: 'person', action: 'target-added', subject: nameOf(certificate), detail })
    })
    audit.announce(entry)
    await settleInUse(row.certificate_id)
    return view(row)
  }

  async function remove(row: TargetRow, giveBack: boolean): Promise<RemovedTarget> {
    const certificate = await findManaged(db, row.certificate_id)
    if (giveBack && !(await takeBackFound(needs, needs.open(row))))
      throw new Refusal('TARGET_NOTHING_BEFORE', { target: row.label, reason: whyNotFound(row) })
    const entry = await db.transaction().execute(async (tx) => {
      await targetRepository(tx).remove(row.id)
      const detail = { program: row.label, kind: row.kind, givenBack: giveBack }
      return audit.record(tx, { actor: 'person', action: 'target-removed', subject: nameOf(certificate), detail })
    })
    audit.announce(entry)
    await settleInUse(row.certificate_id)
    const settings = settingsOf(row)
    const stays = settings ? staysBehind(settings, row.label, { wasTold: row.found_at !== null, givenBack: giveBack }) : []
    return { targetId: row.id, label: row.label, givenBack: giveBack, stays: stays.map(inEnglish) }
  }

  /** Refuses with CERTIFICATE_BUSY rather than wait for a run; one that begins meanwhile waits for this. */
  async function alone<T>(targetId: string, work: (row: TargetRow) => Promise<T>): Promise<T> {
    const { certificate_id } = await find(targetId)
    const refuseRun = async () => refuseBusy(db, await findManaged(db, certificate_id))
    await refuseRun()
    return turns.take(certificate_id, async () => {
      await refuseRun()
      return work(await find(targetId))
    })
  }

  /** Tells one that is set up, and answers how it stands then. */
  async function told(targetId: string, tell: (row: TargetRow) => Promise<void>): Promise<Target> {
    refuseElsewhere(needs, await view(await find(targetId)))
    await alone(targetId, tell)
    return view(await find(targetId))
  }

  return {
    async list(certificateId: string | undefined, { withArguments }: { withArguments: boolean }): Promise<Target[]> {
      const repository = targetRepository(db)
      const rows = await (certificateId === undefined ? repository.all() : repository.ofCertificate(certificateId))
      const views = await Promise.all(rows.map((row) => targetView(needs, row)))
      const known = views.filter((each) => each !== undefined)
      return withArguments ? known : known.map(withoutArguments)
    },
    kinds: async (): Promise<OfferedKind[]> =>
      targetKinds.map((kind) => ({
        kind,
        name: targetKindNames[kind],
        here: needs.whyNotHere(kind) === undefined,
        allowed: needs.mayUse(kind),
      })),
    // A run that is telling its programs finishes with those it knows of; then the next is there, and counted.
    add: (wanted: AddTargetInput): Promise<Target> => inTurn(() => turns.take(wanted.certificateId, () => add(wanted))),
    preview: async (which: TargetQuestion): Promise<TargetPreview> => previewTarget(needs, await asked(which)),
    test: async (which: TargetQuestion): Promise<TargetTest> => testTarget(needs, await asked(which)),
    apply: (targetId: string): Promise<Target> => inTurn(() => told(targetId, (row) => applyTarget(needs, row))),
    rollBack: ({ targetId, to }: RollBackInput): Promise<Target> => inTurn(() => told(targetId, (row) => rollTargetBack(needs, row, to))),
    remove: (which: RemoveTargetInput): Promise<RemovedTarget> => inTurn(() => alone(which.targetId, (row) => remove(row, which.giveBack))),
  }
}

import { isRefusal, nextStepOf } from '@mylzip/shared/domain/refusal.ts'
import { inEnglish, saying } from '@mylzip/shared/domain/saying.ts'
import type { TargetPreview, TargetTest } from '@mylzip/shared/operations/targets.ts'
import { findIssued, findManaged } from '../certificates/find-issued.ts'
import type { TargetRow } from '../certificates/target.repository.ts'
import type { IssuedVersion } from '../certificates/version.repository.ts'
import { asked } from '../renewals/of-target.ts'
import { seeServed } from '../renewals/prove-target.ts'
import type { TargetNeeds } from './target-needs.ts'

/** The version that the program would be given now; undefined while none is issued. */
async function wantedVersion({ db }: TargetNeeds, row: TargetRow): Promise<IssuedVersion | undefined> {
  const certificate = await findManaged(db, row.certificate_id)
  return findIssued(db, certificate, undefined).catch((error: unknown) => {
    if (!isRefusal(error, 'CERTIFICATE_NOT_ISSUED')) throw error
    return undefined
  })
}

/** What telling it would change. */
export async function previewTarget(needs: TargetNeeds, row: TargetRow): Promise<TargetPreview> {
  const target = needs.open(row)
  const wanted = (await wantedVersion(needs, row))?.thumbprint ?? null
  const bound = (await asked(target.bound())) ?? null
  const usual = [saying('change.usual', { target: target.label, thumbprint: wanted ?? '' })]
  const changes = wanted === null ? [] : ((await (target.preview && asked(target.preview(wanted)))) ?? (bound === wanted ? [] : usual))
  return { label: target.label, bound, wanted, changes: changes.map(inEnglish), changesSaid: changes }
}

/** The same, and what a client gets to see. */
export async function testTarget(needs: TargetNeeds, row: TargetRow): Promise<TargetTest> {
  const preview = await previewTarget(needs, row)
  const target = needs.open(row)
  const version = await wantedVersion(needs, row)
  if (version === undefined || target.seenBy === 'reading-back') return { ...preview, seen: null, trust: null, problem: null }
  try {
    const certificate = await findManaged(needs.db, row.certificate_id)
    const { trust } = await seeServed({ ...needs, certificate }, version, target)
    return { ...preview, seen: true, trust, problem: null }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const { code, data, message: sentence } = error
    return { ...preview, seen: false, trust: null, problem: { code, sentence, nextStep: nextStepOf(code, data), data } }
  }
}

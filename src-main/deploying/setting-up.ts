import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import type { AddTargetInput } from '@mylzip/shared/operations/targets.ts'
import { findManaged } from '../certificates/find-issued.ts'
import { type TargetRow, targetPasswordPurpose, targetRepository } from '../certificates/target.repository.ts'
import { labelOf, placesOf } from './places.policy.ts'
import type { TargetNeeds } from './target-needs.ts'
import { settingsOf } from './target-view.ts'

/** The record of a target as a person wants it, with all that can be said of it before it is told. Refuses as `add` does, but for the licence. */
export async function recordFor(needs: TargetNeeds, { certificateId, label, password, settings }: AddTargetInput): Promise<TargetRow> {
  const { clock, db, newId, secrets } = needs
  const certificate = await findManaged(db, certificateId)
  refuseElsewhere(needs, settings)
  if (certificate.csr !== null) throw new Refusal('KEY_ELSEWHERE', { version: certificate.current_version ?? 1 })
  const id = newId()
  if (holdsPfx(settings) && password === undefined) throw new Refusal('EXPORT_PASSWORD_NEEDED')
  await needs.refuseUnfit(settings)
  return {
    id,
    certificate_id: certificateId,
    kind: settings.kind,
    settings: JSON.stringify(settings),
    sealed_password: holdsPfx(settings) ? await secrets.seal(Buffer.from(password ?? ''), targetPasswordPurpose(id)) : null,
    label: label ?? labelOf(settings),
    found_thumbprint: null,
    found_at: null,
    given_thumbprint: null,
    rolled_back_from: null,
    created_at: clock.now(),
  }
}

/** Refuses with SET_BY_ORGANISATION, TARGET_NOT_HERE or TARGET_NEEDS_SERVICE. */
export function refuseElsewhere(needs: Pick<TargetNeeds, 'refuseForbidden' | 'whyNotHere'>, { kind }: Pick<TargetSettings, 'kind'>): void {
  needs.refuseForbidden(kind)
  const refusal = needs.whyNotHere(kind)
  if (refusal) throw refusal
}

/** Refuses with TARGET_EXISTS what would take another target's place. `db` may be a transaction. */
export async function refuseTaken(db: Parameters<typeof targetRepository>[0], settings: TargetSettings): Promise<void> {
  const wanted = placesOf(settings)
  for (const row of await targetRepository(db).all()) {
    const other = settingsOf(row)
    const taken = other && placesOf(other).find(({ key }) => wanted.some((place) => place.key === key))
    if (taken) throw new Refusal('TARGET_EXISTS', { place: taken.name, target: row.label })
  }
}

function holdsPfx(settings: TargetSettings): boolean {
  return settings.kind === 'files' && settings.files.some(({ content }) => content === 'pfx')
}

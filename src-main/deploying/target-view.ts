import { inEnglish } from '@mylzip/shared/domain/saying.ts'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { type Target, TargetKind } from '@mylzip/shared/operations/targets.ts'
import { type CertificateRow, certificateRepository } from '../certificates/certificate.repository.ts'
import { failureView } from '../certificates/failure-view.ts'
import { type TargetRow, targetKey } from '../certificates/target.repository.ts'
import { versionRepository } from '../certificates/version.repository.ts'
import { versionBefore } from '../renewals/give-back.ts'
import { staysBehind } from './places.policy.ts'
import type { TargetNeeds } from './target-needs.ts'

type ViewNeeds = Pick<TargetNeeds, 'clock' | 'db' | 'mayUse' | 'open'>

/** What a person said of it; undefined where a newer version of this program wrote it in a form that this one does not know. */
export function settingsOf({ settings }: Pick<TargetRow, 'settings'>): TargetSettings | undefined {
  return TargetSettings.safeParse(JSON.parse(settings)).data
}

/** Reads targets the way callers see them; one that this version does not know is left out. */
export async function targetView(needs: ViewNeeds, row: TargetRow): Promise<Target | undefined> {
  const { db, mayUse } = needs
  const settings = settingsOf(row)
  const kind = TargetKind.safeParse(row.kind).data
  if (!settings || !kind) return undefined
  const certificate = await certificateRepository(db).find(row.certificate_id)
  const number = certificate?.current_version ?? (await versionRepository(db).latestIssued(row.certificate_id))?.number
  const records = number === undefined ? [] : await versionRepository(db).consumers(row.certificate_id, number)
  const record = records.find(({ target }) => target === targetKey(row))
  const stays = staysBehind(settings, row.label, { wasTold: row.found_at !== null, givenBack: false })
  return {
    id: row.id,
    certificateId: row.certificate_id,
    kind,
    label: row.label,
    settings,
    hiddenArguments: 0,
    hasPassword: row.sealed_password !== null,
    createdAt: toTimestamp(row.created_at),
    foundThumbprint: row.found_thumbprint,
    rolledBackFrom: row.rolled_back_from,
    before: {
      version: await before(needs, row, certificate, number),
      found: row.found_at !== null && needs.open(row).takeBack !== undefined,
    },
    stays: stays.map(inEnglish),
    staysSaid: stays,
    allowed: mayUse(row.kind),
    consumer: record
      ? {
          target: record.target,
          label: record.label,
          address: record.address,
          boundAt: timestampOrNull(record.bound_at),
          verifiedAt: timestampOrNull(record.verified_at),
          trust: record.trust,
          failure: failureView(record.failure_code, record.failure_data, record.failed_at, certificate?.next_attempt_at ?? null),
        }
      : null,
  }
}

async function before(
  { clock, db }: ViewNeeds,
  row: TargetRow,
  certificate: CertificateRow | undefined,
  number: number | undefined,
): Promise<Target['before']['version']> {
  if (!certificate || number === undefined) return null
  const version = await versionBefore({ db, clock, certificate }, number, { id: targetKey(row) })
  return version ? { number: version.number, notAfter: toTimestamp(version.not_after) } : null
}

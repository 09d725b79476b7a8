import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { claimDeviceLooks, claimSlugLooks, deviceLabelLike, slugLike } from './looks.repository.ts'

/** Makes the label the team’s for good, as others see it. Refuses with LABEL_CONFUSABLE. That it is free itself is asked of the teams. */
export async function claimSlug(trx: Transaction<CloudTables>, slug: string): Promise<void> {
  await claimSlugLooks(trx, slug)
  const refusal = await slugLookRefusal(trx, slug)
  if (refusal) throw refusal
}

export async function slugLookRefusal(db: Kysely<CloudTables>, slug: string): Promise<Refusal | undefined> {
  const other = await slugLike(db, slug)
  return other === undefined ? undefined : new Refusal('LABEL_CONFUSABLE', { label: slug, other, whose: 'another team has' })
}

/** The same below a team: no two of its devices are taken for one another, and none for one that was given up. */
export async function claimDeviceLabel(trx: Transaction<CloudTables>, teamId: string, label: string): Promise<void> {
  await claimDeviceLooks(trx, teamId, label)
  const refusal = await deviceLookRefusal(trx, teamId, label)
  if (refusal) throw refusal
}

export async function deviceLookRefusal(db: Kysely<CloudTables>, teamId: string, label: string): Promise<Refusal | undefined> {
  const other = await deviceLabelLike(db, teamId, label)
  if (other === undefined) return undefined
  return new Refusal('LABEL_CONFUSABLE', { label, other, whose: 'another device of the team has, or had' })
}

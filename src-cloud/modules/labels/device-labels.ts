import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { nameKey } from '../dns/names.policy.ts'
import { newestPolicy } from '../policies/policies.repository.ts'
import { claimDeviceLabel, deviceLookRefusal } from './claim-label.ts'
import { isAnyTaken } from './free-names.repository.ts'
import { labelRefusal, ownWordRefusal } from './labels.policy.ts'

interface LabelledTeam {
  id: string
  slug: string
}

/** A label for a new device, for whoever can name the zones that its names may be in. */
export function createDeviceLabels(zones: readonly string[]) {
  const taken = async (db: Kysely<CloudTables>, { slug }: LabelledTeam, label: string) =>
    isAnyTaken(
      db,
      zones.map((zone) => nameKey(`${label}.${slug}.${zone}`)),
    )

  /** What the service and the team keep for themselves. */
  async function kept(db: Kysely<CloudTables>, team: LabelledTeam, label: string): Promise<Refusal | undefined> {
    const words = (await newestPolicy(db, team.id))?.document.reservedLabels ?? []
    return labelRefusal(label) ?? ownWordRefusal(label, words)
  }

  return {
    /** Why the device cannot be called so, or undefined. Nothing is kept. */
    async refusal(db: Kysely<CloudTables>, team: LabelledTeam, label: string): Promise<Refusal | undefined> {
      const refusal = (await kept(db, team, label)) ?? (await deviceLookRefusal(db, team.id, label))
      if (refusal) return refusal
      return (await taken(db, team, label)) ? new Refusal('LABEL_TAKEN', { label }) : undefined
    },
    /** Makes a label that somebody chose the team’s. Refuses with LABEL_UNUSABLE or LABEL_CONFUSABLE. */
    async claim(trx: Transaction<CloudTables>, team: LabelledTeam, label: string): Promise<void> {
      const refusal = await kept(trx, team, label)
      if (refusal) throw refusal
      await claimDeviceLabel(trx, team.id, label)
    },
    /** The same with one that was drawn; false: draw another. */
    async claimDrawn(trx: Transaction<CloudTables>, team: LabelledTeam, label: string): Promise<boolean> {
      if (await deviceLookRefusal(trx, team.id, label)) return false
      await claimDeviceLabel(trx, team.id, label)
      return true
    },
    taken,
  }
}

export type DeviceLabels = ReturnType<typeof createDeviceLabels>

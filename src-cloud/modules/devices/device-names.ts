import { canonicalName, opaqueLabel } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { fraction } from '../../plugins/fraction.policy.ts'
import type { Random } from '../../plugins/random.port.ts'
import { nameKey } from '../dns/names.policy.ts'
import { createDeviceLabels } from '../labels/device-labels.ts'
import { labelRefusal } from '../labels/labels.policy.ts'
import { findByKey, insertDevice, isFormerName, removeDevice } from './devices.repository.ts'
import { type KeyOfDevice, refuseBlocked } from './enrolment.policy.ts'

/** What a device brings that wants to be let in. */
export interface Newcomer {
  /** `x` of its Ed25519 JWK. */
  publicKey: string
  /** Tells its machine from others. */
  machine?: string | undefined
  /** Made up, and saying nothing about the device, when there is none. */
  label?: string | undefined
  /** One of the cloud's, for a network where names of the usual one cannot be reached. */
  zone?: string | undefined
}

interface Needs {
  clock: Clock
  random: Random
  /** All zones of devices; the first is where nobody asks for another. */
  zones: readonly [string, ...string[]]
}

/** Of 27^8 opaque labels a taken one is drawn so seldom that more tries would mean a broken source of randomness. */
const draws = 5

/** Devices that are new to a team, and their names. */
export function createDeviceNames({ clock, random, zones }: Needs) {
  const labels = createDeviceLabels(zones)

  /** Refuses with LABEL_UNUSABLE or ZONE_UNKNOWN. */
  function wishOf({ label, zone }: Pick<Newcomer, 'label' | 'zone'>) {
    const wanted = label?.toLowerCase()
    const refusal = wanted === undefined ? undefined : labelRefusal(wanted)
    if (refusal) throw refusal
    const found = zone === undefined ? zones[0] : zones.find((each) => each === canonicalName(zone))
    if (found === undefined) throw new Refusal('ZONE_UNKNOWN', { zone: zone ?? '', zones: zones.join(', ') })
    return { label: wanted, zone: found }
  }

  return {
    wishOf,
    /** Before a device that is there already comes to the team by this label. Refuses with LABEL_*. */
    async claim(trx: Transaction<CloudTables>, team: { id: string; slug: string }, label: string): Promise<void> {
      await labels.claim(trx, team, label)
      if (await labels.taken(trx, team, label)) throw new Refusal('LABEL_TAKEN', { label })
    },
    /** A key that is a device of the team's already stays that device. Refuses with LABEL_*, ZONE_UNKNOWN or DEVICE_BLOCKED. */
    async add(
      trx: Transaction<CloudTables>,
      team: { id: string; slug: string },
      newcomer: Newcomer,
      tokenId: string | null,
    ): Promise<KeyOfDevice & { isNew: boolean }> {
      const { publicKey, machine = null } = newcomer
      const wish = wishOf(newcomer)
      if (wish.label !== undefined) await labels.claim(trx, team, wish.label)
      for (let draw = 0; draw < draws; draw++) {
        const label = wish.label ?? opaqueLabel(() => fraction(random))
        if (wish.label === undefined && !(await labels.claimDrawn(trx, team, label))) continue
        const name = `${label}.${team.slug}.${wish.zone}`
        const id = random.uuid()
        const row = { id, label, name, name_key: nameKey(name), team_id: team.id, zone: wish.zone, enrolment_token_id: tokenId }
        const dates = { created_at: clock.now(), last_seen_at: null, released_at: null }
        const inserted =
          !(await labels.taken(trx, team, label)) && (await insertDevice(trx, { ...row, ...dates, public_key: publicKey, machine }))
        // Looked for after the row is there: a device that gives the name up at this moment is waited for by then.
        if (inserted && !(await isFormerName(trx, row.name_key))) return { id, name, blockedAt: null, isNew: true }
        if (inserted) await removeDevice(trx, id)
        // The same key came another way, at the same moment.
        const known = await findByKey(trx, team.id, publicKey)
        if (known) return { ...refuseBlocked(known), isNew: false }
        if (wish.label !== undefined) throw new Refusal('LABEL_TAKEN', { label: wish.label })
      }
      throw new Error('no free label was found: is the source of randomness broken?')
    },
  }
}

export type DeviceNames = ReturnType<typeof createDeviceNames>

import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import { canonicalName, opaqueLabel } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { fraction } from '../../plugins/fraction.policy.ts'
import type { Random } from '../../plugins/random.port.ts'
import { hashOfSecret } from '../../plugins/secrets.ts'
import { nameKey } from '../dns/names.policy.ts'
import { createDeviceLabels } from '../labels/device-labels.ts'
import { findByKey, insertDevice } from './devices.repository.ts'
import { tokenRefusal } from './enrolment.policy.ts'
import { countUse, lockToken } from './enrolment-tokens.repository.ts'

export interface EnrolmentNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  /** All zones of devices; the first is where nobody asks for another. */
  zones: readonly [string, ...string[]]
  /** What a device's assertions must name. */
  audience: string
}

export interface Enrolment {
  token: string
  publicKey: { x: string }
  /** Made up, and saying nothing about the device, when there is none. */
  label?: string | undefined
  /** One of the cloud's, for a network where names of the usual one cannot be reached. */
  zone?: string | undefined
}

/** Of 27^8 opaque labels a taken one is drawn so seldom that more tries would mean a broken source of randomness. */
const draws = 5

/**
 * Makes a device of whoever holds the token. The same key again gives the same device and counts no use, even after
 * the token's end: an answer that was lost on the way must not cost a second device. A withdrawn token gives nothing.
 */
export function createEnrolment({ db, clock, random, zones, audience }: EnrolmentNeeds) {
  const labels = createDeviceLabels(zones)

  return (request: Enrolment): Promise<EnrolledDevice> =>
    db.transaction().execute(async (trx) => {
      const token = await lockToken(trx, hashOfSecret(request.token))
      if (token === undefined || token.revoked_at !== null) throw new Refusal('ENROLMENT_TOKEN_INVALID')
      const team = { slug: token.slug, name: token.team_name }
      const known = await findByKey(trx, token.team_id, request.publicKey.x)
      if (known) return { deviceId: refuseBlocked(known).id, name: known.name, team, audience }

      const refusal = tokenRefusal(token, clock.now())
      if (refusal) throw refusal
      const added = await addDevice(trx, token, request)
      if (added.isNew) await countUse(trx, token.id)
      return { deviceId: added.id, name: added.name, team, audience }
    })

  async function addDevice(trx: Transaction<CloudTables>, token: { id: string; team_id: string; slug: string }, request: Enrolment) {
    const wanted = request.label?.toLowerCase()
    const team = { id: token.team_id, slug: token.slug }
    if (wanted !== undefined) await labels.claim(trx, team, wanted)
    const zone = request.zone === undefined ? zones[0] : zones.find((each) => each === canonicalName(request.zone ?? ''))
    if (zone === undefined) throw new Refusal('ZONE_UNKNOWN', { zone: request.zone ?? '', zones: zones.join(', ') })
    for (let draw = 0; draw < draws; draw++) {
      const label = wanted ?? opaqueLabel(() => fraction(random))
      if (wanted === undefined && !(await labels.claimDrawn(trx, team, label))) continue
      const name = `${label}.${token.slug}.${zone}`
      const id = random.uuid()
      const row = { id, label, name, name_key: nameKey(name), team_id: token.team_id, zone, enrolment_token_id: token.id }
      const dates = { created_at: clock.now(), last_seen_at: null, released_at: null }
      if (!(await labels.taken(trx, team, label)) && (await insertDevice(trx, { ...row, ...dates, public_key: request.publicKey.x })))
        return { id, name, isNew: true }
      // The same key came with another token of the team, at the same moment.
      const known = await findByKey(trx, token.team_id, request.publicKey.x)
      if (known) return { ...refuseBlocked(known), isNew: false }
      if (wanted !== undefined) throw new Refusal('LABEL_TAKEN', { label: wanted })
    }
    throw new Error('no free label was found: is the source of randomness broken?')
  }
}

/** A key that was reported as lost enrols nothing any more: whoever has the lost machine has it too. */
function refuseBlocked<Known extends { blockedAt: Instant | null }>(known: Known): Known {
  if (known.blockedAt !== null) throw new Refusal('DEVICE_BLOCKED')
  return known
}

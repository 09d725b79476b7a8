import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, hour, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { numberIn } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { createInTurn } from '../../plugins/in-turn.ts'
import type { Random } from '../../plugins/random.port.ts'
import { addressKey } from '../../plugins/rate-limit-key.policy.ts'
import { lockDevice } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import { ownNameAmong } from '../dns/more-names.repository.ts'
import { zoneOfName } from '../dns/names.policy.ts'
import {
  countIn,
  findOrder,
  fullAgain,
  insertOrder,
  knownDomains,
  lockDomain,
  placeOf,
  type QuotaOrder,
  updateOrder,
  waitingOf,
} from './quota.repository.ts'
import { ofOneDevice, type Quota, quotaOf } from './quotas.policy.ts'
import { turnOf } from './slots.policy.ts'

/** Whoever does not come back within this time after its turn lets others go first. */
const turnLasts = hour
/** An order that was let go and failed before it was placed may be tried again by the same slot. */
const slotLasts = hour
/** Of Let's Encrypt's limits none counts longer. */
export const quotaKept = 8 * day

export interface WantedSlot {
  directory: string
  names: readonly string[]
  renewal: boolean
  newAccount: boolean
  /** Where the device calls from. */
  address: string
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  /** Each is one registered domain to authorities. */
  zones: readonly [string, ...string[]]
  quotas: readonly Quota[]
}

/** Authorities' limits that all devices share, and the queue of those who wait for room in them. */
export function createQuotaLedger({ db, clock, random, zones, quotas }: Needs) {
  const inTurn = createInTurn()

  async function turn(trx: Transaction<CloudTables>, order: QuotaOrder, quota: Quota, now: Instant): Promise<Instant> {
    const { directory, address } = order
    const { place, amongNeighbours } = await placeOf(trx, order, now - turnLasts)
    const certificate = turnOf(place, await fullAgain(trx, order, quota.certificates, now), quota.certificates, now)
    if (address === null) return certificate
    const accounts = await fullAgain(trx, { directory, address }, quota.accounts, now)
    return Math.max(certificate, turnOf(amongNeighbours, accounts, quota.accounts, now))
  }

  /** What needs no turn among the others, whether it was let go before or has to wait until another day; else undefined. */
  async function outOfTurn(on: Kysely<CloudTables>, order: QuotaOrder, known: QuotaOrder | undefined, now: Instant) {
    if (known?.granted_at != null) return { granted: true, at: toTimestamp(known.granted_at) }
    // One that has had its share does not wait among the others: it would hold up those who have not.
    const share = await fullAgain(on, { directory: order.directory, device: order.device_id }, ofOneDevice, now)
    const at = turnOf(1, share, ofOneDevice, now)
    return at > now ? { granted: false, at: toTimestamp(at) } : undefined
  }

  /**
   * With the device's lock, whose share counts over all domains, and then with the domain's: nobody else is let go meanwhile.
   * Whoever holds a domain asks for no device any more, so nobody waits for one another.
   */
  const settle = (caller: EnrolledCaller, fresh: QuotaOrder, quota: Quota, now: Instant) =>
    db.transaction().execute(async (trx) => {
      await lockDevice(trx, caller)
      await lockDomain(trx, fresh)
      const known = await findOrder(trx, fresh, now - slotLasts)
      const settled = await outOfTurn(trx, fresh, known, now)
      if (settled) return settled
      if (known === undefined) await insertOrder(trx, fresh)
      // Whoever let its turn pass queues anew; whoever waits keeps its place.
      const asked_at = known === undefined || now - known.promised_at > turnLasts ? now : known.asked_at
      const order = { ...fresh, id: known?.id ?? fresh.id, asked_at }
      await updateOrder(trx, order.id, { address: order.address, asked_at, promised_at: now })
      const at = await turn(trx, order, quota, now)
      const granted = at <= now
      await updateOrder(trx, order.id, { promised_at: at, granted_at: granted ? now : null })
      return { granted, at: toTimestamp(at) }
    })

  return {
    /** Whether the device may order now, or when. Refuses with NAME_NOT_YOURS. */
    async ask(caller: EnrolledCaller, wanted: WantedSlot): Promise<{ granted: boolean; at: string }> {
      const names = [...new Set(wanted.names.map(canonicalName))].sort()
      for (const name of names) if ((await ownNameAmong(db, caller, name)) === undefined) throw new Refusal('NAME_NOT_YOURS', { name })
      const now = clock.now()
      const quota = quotaOf(quotas, wanted.directory)
      // Authorities do not count renewals; and one that waits is a certificate that ends.
      if (quota === undefined || wanted.renewal) return { granted: true, at: toTimestamp(now) }
      const scope = { directory: quota.directory, domain: zoneOfName(caller.name, zones) }
      const whose = { ...scope, id: random.uuid(), team_id: caller.teamId, device_id: caller.id, name_set: names.join(' ') }
      const address = wanted.newAccount ? addressKey(wanted.address) : null
      const fresh = { ...whose, address, asked_at: now, promised_at: now, granted_at: null }
      // Looked at once more with the locks: this only spares the others whoever needs none.
      const settled = await outOfTurn(db, fresh, await findOrder(db, fresh, now - slotLasts), now)
      if (settled) return settled
      return inTurn(`${scope.directory} ${scope.domain}`, () => settle(caller, fresh, quota, clock.now()))
    },

    async overview(teamId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
      const now = clock.now()
      const offset = numberIn(cursor, 9) ?? 0
      const rows = await waitingOf(db, teamId, now - turnLasts, offset, limit + 1)
      const items = rows.slice(0, limit).map(({ device_id, directory, name_set, asked_at, promised_at }) => ({
        deviceId: device_id,
        directory,
        names: name_set.split(' '),
        askedAt: toTimestamp(asked_at),
        expectedAt: toTimestamp(promised_at),
      }))
      const domains = (await knownDomains(db)).flatMap((scope) => {
        const quota = quotas.find(({ directory }) => directory === scope.directory)
        return quota === undefined ? [] : [{ ...scope, quota }]
      })
      const limits = await Promise.all(
        domains.map(async ({ directory, domain, quota: { certificates } }) => {
          const since = { waitingSince: now - turnLasts, grantedSince: now - certificates.window }
          const { used, ...waiting } = await countIn(db, { directory, domain }, { teamId, ...since })
          return {
            directory,
            domain,
            certificates: { most: certificates.most, windowHours: certificates.window / hour, used },
            ...waiting,
          }
        }),
      )
      return { limits, queue: { items, next: rows.length > limit ? String(offset + limit) : null } }
    },
  }
}

export type QuotaLedger = ReturnType<typeof createQuotaLedger>

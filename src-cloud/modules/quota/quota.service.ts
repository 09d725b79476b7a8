import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, hour, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { numberIn } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { addressKey } from '../../plugins/rate-limit-key.policy.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import { ownName, zoneOfName } from '../dns/names.policy.ts'
import {
  accountsFrom,
  findOrder,
  grantedIn,
  insertOrder,
  knownDomains,
  lockDomain,
  type QuotaOrder,
  updateOrder,
  waitingIn,
  waitingOf,
} from './quota.repository.ts'
import { type Quota, quotaOf } from './quotas.policy.ts'
import { fairOrder, turnOf } from './slots.policy.ts'

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
  async function turn(trx: Transaction<CloudTables>, order: QuotaOrder, quota: Quota, now: Instant): Promise<Instant> {
    const waiting = fairOrder(await waitingIn(trx, order, now - turnLasts))
    const placeAmong = (some: typeof waiting) => some.findIndex(({ id }) => id === order.id) + 1
    const issued = await grantedIn(trx, order, now - quota.certificates.window)
    const certificate = turnOf(placeAmong(waiting), issued, quota.certificates, now)
    if (order.address === null) return certificate
    const neighbours = waiting.filter(({ address }) => address === order.address)
    const accounts = await accountsFrom(trx, order.directory, order.address, now - quota.accounts.window)
    return Math.max(certificate, turnOf(placeAmong(neighbours), accounts, quota.accounts, now))
  }

  return {
    /** Whether the device may order now, or when. Refuses with NAME_NOT_YOURS. */
    async ask(caller: EnrolledCaller, wanted: WantedSlot): Promise<{ granted: boolean; at: string }> {
      const names = [...new Set(wanted.names.map(canonicalName))].sort()
      const foreign = names.find((name) => ownName(name.replace(/^\*\./, ''), caller.name) === undefined)
      if (foreign !== undefined) throw new Refusal('NAME_NOT_YOURS', { name: foreign })
      const now = clock.now()
      const quota = quotaOf(quotas, wanted.directory)
      // Authorities do not count renewals; and one that waits is a certificate that ends.
      if (quota === undefined || wanted.renewal) return { granted: true, at: toTimestamp(now) }
      return db.transaction().execute(async (trx) => {
        const scope = { directory: quota.directory, domain: zoneOfName(caller.name, zones) }
        await lockDomain(trx, scope)
        const whose = { ...scope, id: random.uuid(), team_id: caller.teamId, device_id: caller.id, name_set: names.join(' ') }
        const address = wanted.newAccount ? addressKey(wanted.address) : null
        const fresh = { ...whose, address, asked_at: now, promised_at: now, granted_at: null }
        const known = await findOrder(trx, fresh, now - slotLasts)
        if (known?.granted_at != null) return { granted: true, at: toTimestamp(known.granted_at) }
        if (known === undefined) await insertOrder(trx, fresh)
        // Whoever let its turn pass queues anew; whoever waits keeps its place.
        const asked_at = known === undefined || now - known.promised_at > turnLasts ? now : known.asked_at
        const order = { ...fresh, id: known?.id ?? fresh.id, asked_at }
        await updateOrder(trx, order.id, { address, asked_at, promised_at: now })
        const at = await turn(trx, order, quota, now)
        const granted = at <= now
        await updateOrder(trx, order.id, { promised_at: at, granted_at: granted ? now : null })
        return { granted, at: toTimestamp(at) }
      })
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
          const waiting = await waitingIn(db, { directory, domain }, now - turnLasts)
          const used = (await grantedIn(db, { directory, domain }, now - certificates.window)).length
          return {
            directory,
            domain,
            certificates: { most: certificates.most, windowHours: certificates.window / hour, used },
            waiting: waiting.length,
            waitingOfTeam: waiting.filter((one) => one.teamId === teamId).length,
          }
        }),
      )
      return { limits, queue: { items, next: rows.length > limit ? String(offset + limit) : null } }
    },
  }
}

export type QuotaLedger = ReturnType<typeof createQuotaLedger>

import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Random } from '../../plugins/random.port.ts'
import { lockDevice } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import type { Entitlements } from '../licences/entitlements.service.ts'
import { delegableName, delegatedLabel } from './delegations.policy.ts'
import { countDelegations, type Delegation, findDelegation, insertDelegation, removeDelegation } from './delegations.repository.ts'
import { challengeLifetime, challengesAtOnce, ttl } from './dns.policy.ts'
import { putTxt, removeAllAt, removeTxt } from './dns.repository.ts'
import type { DnsNeeds } from './dns.service.ts'
import { nameKey, zoneOfName } from './names.policy.ts'

/** A certificate holds 100 names; a device may have a few of that size. */
export const delegationsOfDevice = 500

export interface DelegationsService {
  /** The same name again gives the same target. Refuses with DELEGATION_NAME_UNUSABLE, DELEGATIONS_FULL or as plans do. */
  delegate(caller: EnrolledCaller, name: string): Promise<{ target: string }>
  /** Refuses with NAME_NOT_YOURS for a name that was not delegated to this device. */
  publish(caller: EnrolledCaller, name: string, value: string): Promise<{ target: string }>
  remove(caller: EnrolledCaller, name: string, value: string): Promise<{ removed: boolean }>
  /** Gives the target up for good. Refuses with DELEGATION_NAME_UNUSABLE. */
  release(caller: EnrolledCaller, name: string): Promise<{ released: boolean }>
}

export interface DelegationNeeds extends DnsNeeds {
  random: Random
  /** All of them; the first is that of devices whose row does not say. */
  zones: readonly [string, ...string[]]
  entitlements: Pick<Entitlements, 'requireOwnDomain'>
}

/**
 * Places where devices prove customers' own names: a CNAME of the customer's leads there. A target is random, so that it
 * is known only to whoever was told, and belongs to one device and one name: what is published there proves nothing else.
 */
export function createDelegations({ db, clock, random, zones, publishing, entitlements }: DelegationNeeds): DelegationsService {
  function usable(asked: string): string {
    const read = delegableName(asked, zones)
    if ('fault' in read) throw new Refusal('DELEGATION_NAME_UNUSABLE', { name: asked, reason: read.fault })
    return read.name
  }

  async function own(caller: EnrolledCaller, asked: string): Promise<Delegation> {
    const read = delegableName(asked, zones)
    const found = 'name' in read ? await findDelegation(db, caller.id, read.name) : undefined
    if (!found) throw new Refusal('NAME_NOT_YOURS', { name: asked })
    return found
  }

  return {
    async delegate(caller, asked) {
      const name = usable(asked)
      // What is delegated already stays good, whatever became of the licence.
      if ((await findDelegation(db, caller.id, name)) === undefined) await entitlements.requireOwnDomain(caller, name)
      return db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        const known = await findDelegation(trx, caller.id, name)
        if (known) return { target: known.target }
        if ((await countDelegations(trx, caller.id)) >= delegationsOfDevice)
          throw new Refusal('DELEGATIONS_FULL', { most: delegationsOfDevice })
        const target = `${Buffer.from(random.bytes(16)).toString('hex')}.${delegatedLabel}.${zoneOfName(caller.name, zones)}`
        await insertDelegation(trx, { device_id: caller.id, name, target, target_key: nameKey(target), created_at: clock.now() })
        return { target }
      })
    },
    async publish(caller, asked, value) {
      const { target, target_key } = await own(caller, asked)
      const now = clock.now()
      const record = { name_key: target_key, value, ttl, device_id: caller.id, created_at: now, expires_at: now + challengeLifetime }
      await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        await putTxt(trx, record, challengesAtOnce)
        await publishing.changed(trx, [target_key], now)
      })
      await publishing.show([target_key])
      return { target }
    },
    async remove(caller, asked, value) {
      const { target_key } = await own(caller, asked)
      const removed = await db.transaction().execute(async (trx) => {
        await publishing.changed(trx, [target_key], clock.now())
        return removeTxt(trx, target_key, value)
      })
      await publishing.show([target_key])
      return { removed }
    },
    async release(caller, asked) {
      const name = usable(asked)
      const released = await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        const known = await findDelegation(trx, caller.id, name)
        if (known === undefined) return undefined
        await removeAllAt(trx, known.target_key)
        await removeDelegation(trx, caller.id, name)
        await publishing.changed(trx, [known.target_key], clock.now())
        return known.target_key
      })
      if (released !== undefined) await publishing.show([released])
      return { released: released !== undefined }
    },
  }
}

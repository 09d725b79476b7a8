import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { lockDevice } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import type { Entitlements } from '../licences/entitlements.service.ts'
import { delegableName, delegatedLabel } from './delegations.policy.ts'
import { countDelegations, type Delegation, findDelegation, insertDelegation } from './delegations.repository.ts'
import { challengeLifetime, challengesAtOnce, ttl } from './dns.policy.ts'
import { putTxt, removeTxt } from './dns.repository.ts'
import { nameKey } from './names.policy.ts'

/** A certificate holds 100 names; a device may have a few of that size. */
export const delegationsOfDevice = 500

export interface DelegationsService {
  /** The same name again gives the same target. Refuses with DELEGATION_NAME_UNUSABLE, DELEGATIONS_FULL or as plans do. */
  delegate(caller: EnrolledCaller, name: string): Promise<{ target: string }>
  /** Refuses with NAME_NOT_YOURS for a name that was not delegated to this device. */
  publish(caller: EnrolledCaller, name: string, value: string): Promise<{ target: string }>
  remove(caller: EnrolledCaller, name: string, value: string): Promise<{ removed: boolean }>
}

export interface DelegationNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  zone: string
  entitlements: Pick<Entitlements, 'requireOwnDomain'>
}

/**
 * Places where devices prove customers' own names: a CNAME of the customer's leads there. A target is random, so that it
 * is known only to whoever was told, and belongs to one device and one name: what is published there proves nothing else.
 */
export function createDelegations({ db, clock, random, zone, entitlements }: DelegationNeeds): DelegationsService {
  function usable(asked: string): string {
    const read = delegableName(asked, zone)
    if ('fault' in read) throw new Refusal('DELEGATION_NAME_UNUSABLE', { name: asked, reason: read.fault })
    return read.name
  }

  async function own(caller: EnrolledCaller, asked: string): Promise<Delegation> {
    const read = delegableName(asked, zone)
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
        await lockDevice(trx, caller.id)
        const known = await findDelegation(trx, caller.id, name)
        if (known) return { target: known.target }
        if ((await countDelegations(trx, caller.id)) >= delegationsOfDevice)
          throw new Refusal('DELEGATIONS_FULL', { most: delegationsOfDevice })
        const target = `${Buffer.from(random.bytes(16)).toString('hex')}.${delegatedLabel}.${zone}`
        await insertDelegation(trx, { device_id: caller.id, name, target, target_key: nameKey(target), created_at: clock.now() })
        return { target }
      })
    },
    async publish(caller, asked, value) {
      const { target, target_key } = await own(caller, asked)
      const now = clock.now()
      const record = { name_key: target_key, value, ttl, device_id: caller.id, created_at: now, expires_at: now + challengeLifetime }
      await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller.id)
        await putTxt(trx, record, challengesAtOnce)
      })
      return { target }
    },
    async remove(caller, asked, value) {
      const { target_key } = await own(caller, asked)
      return { removed: await removeTxt(db, target_key, value) }
    },
  }
}

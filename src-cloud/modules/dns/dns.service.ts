import { challengeName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { lockDevice } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import { lanAddress } from './addresses.policy.ts'
import { challengeLifetime, challengesAtOnce, ttl } from './dns.policy.ts'
import { putTxt, removeTxt, replaceAddresses } from './dns.repository.ts'
import { moreNamesOf, ownNameAmong } from './more-names.repository.ts'
import { nameKey } from './names.policy.ts'
import type { Publishing } from './places/publishing.service.ts'

export interface DnsService {
  publishChallenge(caller: EnrolledCaller, name: string, value: string): Promise<{ fqdn: string }>
  removeChallenge(caller: EnrolledCaller, name: string, value: string): Promise<{ removed: boolean }>
  publishAddresses(caller: EnrolledCaller, addresses: readonly string[]): Promise<{ addresses: string[] }>
}

export interface DnsNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  publishing: Publishing
}

/** What a device may change in the zone: challenges and LAN addresses of its own name, and nothing else. */
export function createDnsService({ db, clock, publishing }: DnsNeeds): DnsService {
  async function ownChallenge(caller: EnrolledCaller, name: string): Promise<string> {
    const own = await ownNameAmong(db, caller, name)
    if (own === undefined) throw new Refusal('NAME_NOT_YOURS', { name })
    return challengeName(own)
  }

  return {
    async publishChallenge(caller, name, value) {
      const fqdn = await ownChallenge(caller, name)
      const now = clock.now()
      const record = { name_key: nameKey(fqdn), value, ttl, device_id: caller.id, created_at: now, expires_at: now + challengeLifetime }
      await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        await putTxt(trx, record, challengesAtOnce)
        await publishing.changed(trx, [record.name_key], now)
      })
      await publishing.show([record.name_key])
      return { fqdn }
    },
    async removeChallenge(caller, name, value) {
      const key = nameKey(await ownChallenge(caller, name))
      const removed = await db.transaction().execute(async (trx) => {
        await publishing.changed(trx, [key], clock.now())
        return removeTxt(trx, key, value)
      })
      await publishing.show([key])
      return { removed }
    },
    async publishAddresses(caller, addresses) {
      const lan = new Map(addresses.map(localOnly).map((address) => [address.value, address]))
      const keys = [caller.name, ...(await moreNamesOf(db, caller.id))].map(nameKey)
      const now = clock.now()
      const recordsAt = (name_key: string) =>
        [...lan.values()].map((address) => ({ ...address, name_key, ttl, device_id: caller.id, created_at: now, expires_at: null }))
      await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        for (const key of keys) await replaceAddresses(trx, key, recordsAt(key))
        await publishing.changed(trx, keys, now)
      })
      await publishing.show(keys)
      return { addresses: [...lan.keys()] }
    },
  }
}

function localOnly(address: string) {
  const lan = lanAddress(address)
  if (lan === undefined) throw new Refusal('ADDRESS_NOT_LOCAL', { address })
  return lan
}

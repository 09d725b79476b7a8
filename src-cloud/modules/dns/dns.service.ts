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
import { nameKey, ownName } from './names.policy.ts'
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
  return {
    async publishChallenge(caller, name, value) {
      const fqdn = ownChallenge(caller, name)
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
      const key = nameKey(ownChallenge(caller, name))
      const removed = await db.transaction().execute(async (trx) => {
        await publishing.changed(trx, [key], clock.now())
        return removeTxt(trx, key, value)
      })
      await publishing.show([key])
      return { removed }
    },
    async publishAddresses(caller, addresses) {
      const lan = new Map(addresses.map(localOnly).map((address) => [address.value, address]))
      const key = nameKey(caller.name)
      const now = clock.now()
      const records = [...lan.values()].map((address) => ({
        ...address,
        name_key: key,
        ttl,
        device_id: caller.id,
        created_at: now,
        expires_at: null,
      }))
      await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        await replaceAddresses(trx, key, records)
        await publishing.changed(trx, [key], now)
      })
      await publishing.show([key])
      return { addresses: [...lan.keys()] }
    },
  }
}

function ownChallenge(caller: EnrolledCaller, name: string): string {
  const own = ownName(name, caller.name)
  if (own === undefined) throw new Refusal('NAME_NOT_YOURS', { name })
  return challengeName(own)
}

function localOnly(address: string) {
  const lan = lanAddress(address)
  if (lan === undefined) throw new Refusal('ADDRESS_NOT_LOCAL', { address })
  return lan
}

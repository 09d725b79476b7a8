import { ToldAuthorityAccounts } from '@mylzip/shared/cloud-api/dns.ts'
import { challengeName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { findDelegation } from '../dns/delegations.repository.ts'
import { challengeLifetime, challengesAtOnce, ttl } from '../dns/dns.policy.ts'
import { putTxt, removeTxt } from '../dns/dns.repository.ts'
import { ownNameAmong } from '../dns/more-names.repository.ts'
import { nameKey } from '../dns/names.policy.ts'
import { accountsOf, putAccounts, removeAccounts } from '../dns/ordering-accounts.repository.ts'
import type { Publishing } from '../dns/places/publishing.service.ts'
import { writeCaa } from '../dns/write-caa.ts'

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  publishing: Pick<Publishing, 'changed' | 'show'>
}

interface CloudAccount {
  directoryUrl: string
  accountUri: string
  caaIdentities: readonly string[]
}

/** Where the cloud can prove a device's names: in its own zone, and where a customer's CNAME leads there. */
export function createLostNames({ db, clock, publishing }: Needs) {
  /** Refuses with LOST_NAME_NOT_PROVEN what is proven elsewhere. */
  async function placeOf(device: { id: string; name: string }, name: string): Promise<string> {
    const own = await ownNameAmong(db, device, name)
    if (own !== undefined) return nameKey(challengeName(own))
    const delegation = await findDelegation(db, device.id, name.replace(/^\*\./, ''))
    if (delegation) return delegation.target_key
    throw new Refusal('LOST_NAME_NOT_PROVEN', { name, reason: 'it lies outside of the cloud’s zone, and no CNAME of it leads there' })
  }

  return {
    placeOf,
    /** While the cloud proves the device's name, its CAA records name the cloud's account: the device's own are gone from there. */
    async permit(device: { id: string; name: string }, { directoryUrl, accountUri, caaIdentities }: CloudAccount) {
      const account = ToldAuthorityAccounts.safeParse({ directoryUrl, accountUris: [accountUri], caaIdentities: caaIdentities.slice(0, 4) })
      // One that cannot stand in a record is not pinned; neither does anybody else's stand there then.
      if (!account.success) return
      const now = clock.now()
      const { keys } = await db.transaction().execute(async (trx) => {
        await putAccounts(trx, { ...account.data, deviceId: device.id, toldAt: now })
        return writeCaa(trx, { device, publishing, now })
      })
      await publishing.show(keys)
    },
    /** Nothing of the device's name permits anything any more. */
    async forget(device: { id: string; name: string }) {
      const { keys } = await db.transaction().execute(async (trx) => {
        for (const { directoryUrl } of await accountsOf(trx, device.id)) await removeAccounts(trx, device.id, directoryUrl)
        return writeCaa(trx, { device, publishing, now: clock.now() })
      })
      await publishing.show(keys)
    },
    async publish(device: { id: string; name: string }, name: string, value: string) {
      const key = await placeOf(device, name)
      const now = clock.now()
      const record = { name_key: key, value, ttl, device_id: device.id, created_at: now, expires_at: now + challengeLifetime }
      await db.transaction().execute(async (trx) => {
        await putTxt(trx, record, challengesAtOnce)
        await publishing.changed(trx, [key], now)
      })
      await publishing.show([key])
      return {
        async takeAway() {
          await db.transaction().execute(async (trx) => {
            await removeTxt(trx, key, value)
            await publishing.changed(trx, [key], clock.now())
          })
          await publishing.show([key])
        },
      }
    },
  }
}

export type LostNames = ReturnType<typeof createLostNames>

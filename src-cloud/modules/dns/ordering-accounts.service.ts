import type { ToldAuthorityAccounts } from '@mylzip/shared/cloud-api/dns.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { lockDevice } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import type { DnsNeeds } from './dns.service.ts'
import { accountsOf, putAccounts, removeAccounts } from './ordering-accounts.repository.ts'
import { writeCaa } from './write-caa.ts'

/** Authorities a device may have accounts at: more than anybody falls back on. */
export const authoritiesOfDevice = 12

export interface OrderingAccountsService {
  /** Answers with the CAA records of the device's name as they are from now on. Refuses with ACCOUNTS_FULL. */
  permit(caller: EnrolledCaller, told: ToldAuthorityAccounts): Promise<{ name: string; caa: string[] }>
}

/**
 * Which accounts may order for a device's name. A device tells each of its accounts before it orders with it, so that
 * the CAA records name all that it uses, and whoever controls its DNS answers for a moment only still gets nothing.
 */
export function createOrderingAccounts({ db, clock, publishing }: DnsNeeds): OrderingAccountsService {
  return {
    async permit(caller, { directoryUrl, accountUris, caaIdentities }) {
      const { keys, caa } = await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        if (accountUris.length === 0) await removeAccounts(trx, caller.id, directoryUrl)
        else await putAccounts(trx, { deviceId: caller.id, directoryUrl, accountUris, caaIdentities, toldAt: clock.now() })
        if ((await accountsOf(trx, caller.id)).length > authoritiesOfDevice)
          throw new Refusal('ACCOUNTS_FULL', { most: authoritiesOfDevice })
        return writeCaa(trx, { device: caller, publishing, now: clock.now() })
      })
      await publishing.show(keys)
      return { name: caller.name, caa }
    },
  }
}

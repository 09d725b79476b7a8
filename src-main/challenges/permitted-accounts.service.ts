import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Log } from '../system/log/log.port.ts'
import { caaIdentitiesOf } from './caa-identities.policy.ts'
import { liesIn } from './dns/question.policy.ts'

export interface OrderingAccount {
  directoryUrl: string
  url: string
  /** As the directory lists them. */
  caaIdentities: readonly string[]
}

export interface PermittedAccountNeeds {
  cloud: { dns: Pick<CloudClient['dns'], 'permitAccounts'> }
  /** Canonical; undefined before the device is enrolled. */
  ownName(): Promise<string | undefined>
  log: Log
}

/** Before an order: has the cloud name the account that orders in the CAA records of the names ordered, where they are its. */
export type PermitAccount = (names: readonly string[], account: () => Promise<OrderingAccount>) => Promise<void>

/**
 * The cloud's CAA records hold for the device's own name and all below it, however they are proven. The
 * account is told before each order: the cloud may have been restored from a backup, or another device's release may have
 * taken the records away. A cloud that is away is no reason not to order: what it was told before still holds, and
 * an account it has never heard of finds the name as open, or as closed, as it is. Refuses as the cloud does.
 */
export function createPermittedAccounts({ cloud, ownName, log }: PermittedAccountNeeds): PermitAccount {
  return async (names, account) => {
    const own = await ownName()
    if (own === undefined || !names.some((name) => liesIn(canonicalName(name).replace(/^\*\./, ''), own))) return
    const { directoryUrl, url, caaIdentities } = await account()
    const message = { directoryUrl, accountUris: [url], caaIdentities: caaIdentitiesOf(caaIdentities) }
    try {
      await cloud.dns.permitAccounts(message)
    } catch (error) {
      if (!isRefusal(error, 'CLOUD_UNREACHABLE', 'CLOUD_REFUSED')) throw error
      log.warn('the cloud could not be told which account orders', { code: error.code, directory: directoryUrl })
    }
  }
}

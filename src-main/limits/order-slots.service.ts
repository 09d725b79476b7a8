import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Log } from '../system/log/log.port.ts'

export interface SlotRequest {
  directoryUrl: string
  names: readonly string[]
  renewal: boolean
  newAccount: boolean
}

/** Before a new order: refuses with ORDER_QUEUED, and `retryAt`, while others have their turn. */
export type AskSlot = (request: SlotRequest) => Promise<void>

interface Needs {
  cloud: Pick<CloudClient, 'quota'>
  log: Log
  /** This device's own name, once it is enrolled. */
  ownName(): Promise<string | undefined>
  /** Resolves when the cloud has had time enough to answer. */
  patience(): Promise<unknown>
}

/**
 * Names in the cloud's zone share an authority's limits with all other devices, which only the cloud sees. Whatever else
 * happens there, the device goes on by its own ledger: a cloud that is down stops no order.
 */
export function createAskSlot({ cloud, log, ownName, patience }: Needs): AskSlot {
  return async ({ directoryUrl, names, renewal, newAccount }) => {
    const own = await ownName()
    if (own === undefined || !names.every((name) => isOwn(name, own))) return
    const asked = cloud.quota.askSlot({ directory: directoryUrl, names: [...names], renewal, newAccount }).catch((error: unknown) => {
      log.warn('the cloud was not asked for room in the authority’s limits', { error })
    })
    const slot = await Promise.race([asked, patience().then(() => undefined)])
    if (slot === undefined || slot.granted) return
    const retryAt = fromTimestamp(slot.at)
    // Nobody was asked for anything yet: it waits, and counts as no failure.
    throw new Refusal('ORDER_QUEUED', { directory: new URL(directoryUrl).hostname, until: slot.at, retryAt, remembered: 1 })
  }
}

function isOwn(name: string, own: string): boolean {
  return canonicalName(name).replace(/^\*\./, '') === canonicalName(own)
}

import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { PlanFeature } from '@mylzip/shared/domain/plans.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, type Instant, second } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import { deviceRefusal, type KnownLicence, latestSeen } from './licence.policy.ts'
import { type LicenceRecord, licenceSetting } from './licence.settings.ts'
import { readKeySet, readLicence } from './licence-document.policy.ts'

interface Needs {
  db: Kysely<AgentTables>
  cloud: Pick<CloudClient, 'licences'>
  clock: Clock
  log: Log
  /** Who this device is, once it is enrolled. */
  identity(): Promise<{ deviceId: string; cloudUrl: string } | undefined>
  /** Something nobody can guess, base64url. */
  newNonce(): string
  /** Resolves when the cloud has had time enough to answer somebody who waits. */
  patience(): Promise<unknown>
}

export interface Licence {
  /**
   * Before something that costs is begun: never before a renewal. What the device knows counts at once where it is enough;
   * otherwise the cloud is asked, as the licence may just have been bought. Refuses with LICENCE_*.
   */
  require(features: readonly PlanFeature[]): Promise<void>
  /** What is known without asking, and the moment it is judged by. */
  known(): Promise<{ licence: KnownLicence; at: Instant }>
  /** What is known, after the cloud was asked, if it answers in time; and the moment it is judged by. */
  latest(): Promise<{ licence: KnownLicence; at: Instant }>
  /** Asks the cloud where that is due. Never throws. */
  follow(): Promise<void>
}

/** How often the cloud is asked when nothing else is wanted. */
const askAgainAfter = 6 * hour
/** The latest moment is written down so often, and whenever the licence is asked. */
const exactness = hour

/** The licence of this device: a signed document of the cloud's, good for 14 days without it. */
export function createLicence({ db, cloud, clock, log, identity, newNonce, patience }: Needs): Licence {
  const settings = settingsRepository(db)
  let askedAt = Number.NEGATIVE_INFINITY

  async function record(): Promise<{ deviceId: string; record: LicenceRecord } | undefined> {
    const device = await identity()
    if (device === undefined) return undefined
    const of = `${device.deviceId} ${device.cloudUrl}`
    const kept = await settings.get(licenceSetting)
    return { deviceId: device.deviceId, record: kept.of === of ? kept : { ...licenceSetting.fallback, of, seenAt: kept.seenAt } }
  }

  /** What is known, and the moment it is judged by, which is written down. */
  async function known(): Promise<{ licence: KnownLicence; at: Instant }> {
    const found = await record()
    const now = clock.now()
    if (found === undefined) return { licence: undefined, at: now }
    const at = latestSeen(found.record.seenAt, now)
    if (at - found.record.seenAt >= exactness) await settings.set(licenceSetting, { ...found.record, seenAt: at })
    return { licence: readKept(found), at }
  }

  function readKept({ deviceId, record: { document, keys } }: { deviceId: string; record: LicenceRecord }): KnownLicence {
    if (document === null || keys === null) return undefined
    try {
      return readLicence(document, keys, { deviceId })
    } catch (error) {
      log.warn('the licence that was kept cannot be used', { error })
      return undefined
    }
  }

  async function ask(): Promise<void> {
    const found = await record()
    if (found === undefined) return
    askedAt = clock.now()
    const { deviceId } = found
    const nonce = newNonce()
    const { document } = await cloud.licences.document({ nonce })
    const keys = await keysFor(document, found.record, deviceId)
    const { iat } = readLicence(document, keys, { deviceId, nonce })
    await settings.set(licenceSetting, { of: found.record.of, keys, document, seenAt: iat * second })
  }

  /** Keys are asked for where those that are known do not do: before the first document, and after a rotation. */
  async function keysFor(document: string, { keys }: LicenceRecord, deviceId: string) {
    try {
      if (keys !== null) readLicence(document, keys, { deviceId })
      if (keys !== null) return keys
    } catch (error) {
      if (!isRefusal(error, 'LICENCE_INVALID')) throw error
    }
    return readKeySet(await cloud.licences.keys(), keys ?? undefined)
  }

  async function askInTime(): Promise<void> {
    const asked = ask().catch((error: unknown) => log.warn('the cloud was not asked for the licence', { error }))
    await Promise.race([asked, patience()])
  }

  async function firstRefusal(features: readonly PlanFeature[]) {
    const { licence, at } = await known()
    return features.map((feature) => deviceRefusal(licence, feature, at)).find((refusal) => refusal !== undefined)
  }

  return {
    known,
    async require(features) {
      if ((await firstRefusal(features)) === undefined) return
      await askInTime()
      const refusal = await firstRefusal(features)
      if (refusal !== undefined) throw refusal
    },
    async latest() {
      await askInTime()
      return known()
    },
    async follow() {
      try {
        await known()
        const now = clock.now()
        // Before `askedAt`: the clock was set back.
        if (now - askedAt >= askAgainAfter || now < askedAt) await ask()
      } catch (error) {
        if (!isRefusal(error, 'NOT_ENROLLED')) log.warn('the licence was not asked for', { error })
      }
    },
  }
}

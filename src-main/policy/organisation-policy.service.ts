import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { LicenceKey } from '@mylzip/shared/cloud-api/licences.ts'
import type { PolicyClaims } from '@mylzip/shared/cloud-api/policies.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { readKeySet } from '../licensing/licence-document.policy.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Random } from '../system/random.port.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { OrganisationPolicy, PolicyNow } from './policy.port.ts'
import { type PolicyRecord, policySetting } from './policy.settings.ts'
import { readPolicy, refuseOlder } from './policy-document.policy.ts'

interface Needs {
  db: Kysely<AgentTables>
  cloud: Pick<CloudClient, 'licences' | 'policies'>
  clock: Clock
  random: Random
  log: Log
  /** Who this device is, once it is enrolled. */
  identity(): Promise<{ deviceId: string; cloudUrl: string } | undefined>
  /** Brings certificates in line with it; called after each answer, because the last time may have been broken off. */
  obey(policy: OrganisationPolicy): Promise<void>
}

export interface OrganisationPolicies {
  now: PolicyNow
  /** Asks the cloud where that is due, and at once where this device is another one now. Never throws. */
  follow(): Promise<void>
  /** What another device was told, which this one was until now, is obeyed no more. */
  leaveFormer(): Promise<void>
  /** The next look asks, whenever that would have been. */
  askSoon(): void
}

/** Twice a day, and a little earlier by chance, so that a fleet does not come at one moment. */
const askAgainAfter = 12 * hour
const retries = { first: minute, longest: hour }

/**
 * What the organisation wants of this device: the cloud's signed word, kept and gone by while the cloud is away, however long
 * that is. Nothing in it depends on a licence.
 */
export async function loadOrganisationPolicies(needs: Needs): Promise<OrganisationPolicies> {
  const { db, cloud, clock, random, log, identity, obey } = needs
  const settings = settingsRepository(db)
  let current: PolicyClaims | undefined
  /** Whom `current` is about. */
  let of: string | undefined
  let nextAt: Instant = Number.NEGATIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  let failures = 0
  await leaveFormer()

  async function record(): Promise<{ deviceId: string; record: PolicyRecord } | undefined> {
    const device = await identity()
    if (device === undefined) return undefined
    const of = `${device.deviceId} ${device.cloudUrl}`
    const known = await settings.get(policySetting)
    return { deviceId: device.deviceId, record: known.of === of ? known : { ...policySetting.fallback, of } }
  }

  async function leaveFormer(): Promise<void> {
    const found = await record()
    if (found?.record.of === of) return
    current = found && claimsOf(found)
    of = found?.record.of
    nextAt = Number.NEGATIVE_INFINITY
  }

  function claimsOf({ deviceId, record: { document, keys } }: { deviceId: string; record: PolicyRecord }): PolicyClaims | undefined {
    if (document === null || keys === null) return undefined
    try {
      return readPolicy(document, keys, deviceId)
    } catch (error) {
      log.warn('the policy that was kept cannot be used', { error })
      return undefined
    }
  }

  async function ask(): Promise<void> {
    const found = await record()
    if (found === undefined) return
    const known = claimsOf(found)
    // One that cannot be read any more is asked for in full.
    const { etag } = known === undefined ? { etag: null } : found.record
    const answer = await cloud.policies.mine(etag === null ? {} : { headers: { 'if-none-match': etag } })
    let [came, learnt] = [known, undefined as PolicyRecord | undefined]
    if (answer.status === 200) {
      const { document } = answer.body
      const keys = await keysFor(document, found.record.keys, found.deviceId)
      came = readPolicy(document, keys, found.deviceId)
      refuseOlder(came, known)
      learnt = { of: found.record.of, keys, document, etag: answer.headers.etag }
    }
    // Meanwhile it may have become another device, which has no business with this.
    if ((await record())?.record.of !== found.record.of) return
    if (learnt) await settings.set(policySetting, learnt)
    current = came
    if (current) await obey(current)
  }

  /** Keys are asked for where those that are known do not do: before the first document, and after a rotation. */
  async function keysFor(document: string, known: LicenceKey[] | null, deviceId: string): Promise<LicenceKey[]> {
    try {
      if (known !== null) readPolicy(document, known, deviceId)
      if (known !== null) return known
    } catch (error) {
      if (!isRefusal(error, 'POLICY_UNTRUSTED')) throw error
    }
    return readKeySet(await cloud.licences.keys(), known ?? undefined)
  }

  return {
    now: () => current,
    askSoon() {
      nextAt = Number.NEGATIVE_INFINITY
    },
    leaveFormer,
    async follow() {
      await leaveFormer().catch((error: unknown) => log.warn('whose policy is to be obeyed was not read', { error }))
      const now = clock.now()
      // Before `askedAt`: the clock was set back.
      if (now < nextAt && now >= askedAt) return
      askedAt = now
      nextAt = now + askAgainAfter * (1 - random() / 12)
      try {
        await ask()
        failures = 0
      } catch (error) {
        if (isRefusal(error, 'NOT_ENROLLED')) return
        failures += 1
        nextAt = now + Math.min(retries.first * 2 ** (failures - 1), retries.longest)
        log.warn('the organisation’s policy was not asked for', { failures, error })
      }
    },
  }
}

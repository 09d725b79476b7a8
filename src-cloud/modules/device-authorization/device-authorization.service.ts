import { deviceCodeText } from '@mylzip/shared/cloud-api/device-authorization.ts'
import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storable } from '../../plugins/database/storable.ts'
import type { Random } from '../../plugins/random.port.ts'
import { hashOfSecret, newSecret } from '../../plugins/secrets.ts'
import type { DeviceNames, Newcomer } from '../devices/device-names.ts'
import { findEnrolled } from '../devices/devices.repository.ts'
import { isSignedBy } from '../devices/signatures.ts'
import { deviceCodeTries } from '../tries/allowances.policy.ts'
import type { Tries } from '../tries/tries.service.ts'
import { findCode, insertCode, updateCode } from './device-codes.repository.ts'
import { codeLifetime, firstInterval, judgePoll } from './polling.policy.ts'
import { newUserCode, shownUserCode } from './user-code.policy.ts'

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  tries: Tries
  names: Pick<DeviceNames, 'wishOf'>
  publicUrl: string
  audience: string
}

export interface Asking extends Newcomer {
  computerName: string
  /** Where it asks from. */
  address: string
}

/** Of so many a taken one is hardly ever drawn. */
const draws = 5

/** The device's side of RFC 8628: it gets a code, and asks until somebody has decided. */
export function createDeviceAuthorization({ db, clock, random, tries, names, publicUrl, audience }: Needs) {
  return {
    /** Refuses with LABEL_UNUSABLE, ZONE_UNKNOWN or TOO_MANY_TRIES. */
    async begin({ publicKey, machine, computerName, address, label, zone }: Asking) {
      names.wishOf({ label, zone })
      await tries.count(deviceCodeTries(address))
      const deviceCode = newSecret('device-code', random)
      const now = clock.now()
      const who = { public_key: publicKey, machine: machine ?? null, computer_name: storable(computerName), address }
      const dates = { created_at: now, expires_at: now + codeLifetime, polled_at: null, interval_ms: firstInterval }
      for (let draw = 0; draw < draws; draw++) {
        const user_code = newUserCode(random)
        const row = {
          id: random.uuid(),
          code_hash: hashOfSecret(deviceCode),
          user_code,
          ...who,
          label: label ?? null,
          zone: zone ?? null,
          ...dates,
        }
        if (!(await insertCode(db, row))) continue
        const userCode = shownUserCode(user_code)
        const verificationUri = `${publicUrl}/activate`
        return {
          ...{ deviceCode, userCode, verificationUri, verificationUriComplete: `${verificationUri}?code=${userCode}` },
          ...{ expiresInSeconds: codeLifetime / second, intervalSeconds: firstInterval / second },
        }
      }
      throw new Error('no free user code was found: is the source of randomness broken?')
    },

    /** Refuses as the contract says; a device that asks too often is slowed down for good. */
    async poll({ deviceCode, signature }: { deviceCode: string; signature: string }): Promise<EnrolledDevice> {
      const row = await findCode(db, hashOfSecret(deviceCode))
      if (row === undefined || !isSignedBy(row.public_key, deviceCodeText(deviceCode), signature)) throw new Refusal('DEVICE_CODE_INVALID')
      const now = clock.now()
      if (row.state === 'denied') throw new Refusal('ENROLMENT_DENIED')
      if (row.expires_at <= now) throw new Refusal('DEVICE_CODE_EXPIRED')
      if (row.device_id !== null) return enrolled(row.device_id)
      const { intervalMs, tooSoon } = judgePoll({ intervalMs: row.interval_ms, polledAt: row.polled_at }, now)
      await updateCode(db, row.id, { polled_at: now, interval_ms: intervalMs })
      throw tooSoon ? new Refusal('POLLED_TOO_SOON', { intervalSeconds: intervalMs / second }) : new Refusal('ENROLMENT_PENDING')
    },
  }

  async function enrolled(deviceId: string): Promise<EnrolledDevice> {
    const device = await findEnrolled(db, deviceId)
    if (device === undefined) throw new Refusal('DEVICE_UNKNOWN')
    return { deviceId, name: device.name, team: { slug: device.teamSlug, name: device.teamName }, audience }
  }
}

export type DeviceAuthorization = ReturnType<typeof createDeviceAuthorization>

import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { hashOfSecret, newSecret } from '../../plugins/secrets.ts'
import { removeDelegationsOf } from '../dns/delegations.repository.ts'
import { publishedKeysOf, removeRecordsOf } from '../dns/dns.repository.ts'
import { removeAccountsOf } from '../dns/ordering-accounts.repository.ts'
import type { Publishing } from '../dns/places/publishing.service.ts'
import { lockDevice, markReleased } from './devices.repository.ts'
import { createEnrolment, type Enrolment, type EnrolmentNeeds } from './enrolment.service.ts'
import { insertToken, revokeToken } from './enrolment-tokens.repository.ts'

export interface EnrolmentToken {
  id: string
  /** Shown here once; the cloud keeps only its hash. */
  token: string
  expiresAt: Instant
}

export interface DevicesService {
  /** `lifetime` in ms. */
  createEnrolmentToken(order: { teamId: string; maxUses: number; lifetime: number }): Promise<EnrolmentToken>
  /** Devices it enrolled already stay. */
  revokeEnrolmentToken(id: string): Promise<void>
  /** Refuses with ENROLMENT_TOKEN_INVALID, _EXPIRED, _USED_UP, LABEL_TAKEN or LABEL_UNUSABLE. */
  enrol(request: Enrolment): Promise<EnrolledDevice>
  /** Ends the device's access and takes its records away at once. Its name is never given to another device. */
  release(deviceId: string): Promise<void>
}

export interface DeviceNeeds extends EnrolmentNeeds {
  publishing: Publishing
}

export function createDevicesService(needs: DeviceNeeds): DevicesService {
  const { db, clock, random, publishing } = needs
  return {
    async createEnrolmentToken({ teamId, maxUses, lifetime }) {
      const token = newSecret('enrol', random)
      const now = clock.now()
      const row = { id: random.uuid(), team_id: teamId, token_hash: hashOfSecret(token), max_uses: maxUses }
      await insertToken(db, { ...row, created_at: now, expires_at: now + lifetime, revoked_at: null })
      return { id: row.id, token, expiresAt: now + lifetime }
    },
    revokeEnrolmentToken: (id) => revokeToken(db, id, clock.now()),
    enrol: createEnrolment(needs),
    async release(deviceId) {
      const keys = await db.transaction().execute(async (trx) => {
        await lockDevice(trx, deviceId)
        const published = await publishedKeysOf(trx, deviceId)
        await removeRecordsOf(trx, deviceId)
        await removeDelegationsOf(trx, deviceId)
        await removeAccountsOf(trx, deviceId)
        await markReleased(trx, deviceId, clock.now())
        await publishing.changed(trx, published, clock.now())
        return published
      })
      await publishing.show(keys)
    },
  }
}

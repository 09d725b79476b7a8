import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { hashOfSecret, newSecret } from '../../plugins/secrets.ts'
import type { DeviceMoves } from './device-moves.service.ts'
import type { Enrolment } from './enrolment.service.ts'
import { insertToken, revokeToken } from './enrolment-tokens.repository.ts'

export interface EnrolmentToken {
  id: string
  /** Shown here once; the cloud keeps only its hash. */
  token: string
  expiresAt: Instant
}

/** What operators, and practice, do with devices. */
export interface DevicesService {
  /** `lifetime` in ms. */
  createEnrolmentToken(order: { teamId: string; maxUses: number; lifetime: number }): Promise<EnrolmentToken>
  /** Devices it enrolled already stay. */
  revokeEnrolmentToken(id: string): Promise<void>
  /** Refuses with ENROLMENT_TOKEN_INVALID, _EXPIRED, _USED_UP, LABEL_TAKEN, LABEL_UNUSABLE, DEVICE_BLOCKED or DEVICE_KEY_TAKEN. */
  enrol(request: Enrolment): Promise<EnrolledDevice>
  /** Ends the device's access and takes its records away at once. Its name is never given to another team's device. */
  release(deviceId: string): Promise<void>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  enrol: DevicesService['enrol']
  moves: Pick<DeviceMoves, 'releaseAsOperator'>
}

export function createDevicesService({ db, clock, random, enrol, moves }: Needs): DevicesService {
  return {
    async createEnrolmentToken({ teamId, maxUses, lifetime }) {
      const token = newSecret('enrol', random)
      const now = clock.now()
      const row = { id: random.uuid(), team_id: teamId, token_hash: hashOfSecret(token), max_uses: maxUses }
      await insertToken(db, { ...row, created_at: now, expires_at: now + lifetime, revoked_at: null })
      return { id: row.id, token, expiresAt: now + lifetime }
    },
    revokeEnrolmentToken: (id) => revokeToken(db, id, clock.now()),
    enrol,
    release: moves.releaseAsOperator,
  }
}

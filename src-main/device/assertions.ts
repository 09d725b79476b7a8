import { randomUUID } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import { makeAssertion } from './assertion.policy.ts'
import { deviceRepository } from './device.repository.ts'
import type { DeviceKey } from './device-key.service.ts'

/** Assertions of the device as it is enrolled at the moment of asking. Refuses with NOT_ENROLLED. */
export function createAssertions({ db, deviceKey }: { db: Kysely<AgentTables>; deviceKey: DeviceKey }) {
  return async (at: Instant): Promise<string> => {
    const identity = await deviceRepository(db).identity()
    if (!identity) throw new Refusal('NOT_ENROLLED')
    const { deviceId, audience } = identity
    return makeAssertion({ deviceId, audience, at, id: randomUUID() }, deviceKey.sign)
  }
}

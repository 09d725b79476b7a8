import { randomUUID } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import { makeAssertion } from './assertion.policy.ts'
import { deviceRepository } from './device.repository.ts'
import type { DeviceKey } from './device-key.service.ts'
import type { Machine } from './machine.service.ts'

interface Needs {
  db: Kysely<AgentTables>
  deviceKey: Pick<DeviceKey, 'sign'>
  /** Undefined: nothing is said of it. */
  machine?: Pick<Machine, 'whence'>
}

/** Assertions of the device as it is enrolled at the moment of asking. Refuses with NOT_ENROLLED or DEVICE_CLONED. */
export function createAssertions({ db, deviceKey, machine }: Needs) {
  return async (at: Instant): Promise<string> => {
    const identity = await deviceRepository(db).identity()
    if (!identity) throw new Refusal('NOT_ENROLLED')
    const { deviceId, audience } = identity
    const whence = await machine?.whence()
    return makeAssertion({ deviceId, audience, at, id: randomUUID(), ...(whence && { whence }) }, deviceKey.sign)
  }
}

import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { keyChangeText } from '@mylzip/shared/cloud-api/devices.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { deviceRepository } from './device.repository.ts'
import type { DeviceKey } from './device-key.service.ts'

/** How long a key is used. Nothing is known of it: it is changed so that what nobody noticed ends. */
export const keyLifetime = 365 * day

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  audit: Pick<AuditService, 'record' | 'announce'>
  cloud: Pick<CloudClient, 'devices'>
  deviceKey: DeviceKey
}

/**
 * Changes the device's key. The new one is sealed before the cloud hears of it, and used only once the cloud has written it
 * down; until it is used for the first time the cloud takes either. Cut off anywhere, the device gets in, and doing it again
 * goes on with the same key. Refuses with NOT_ENROLLED or as the cloud does.
 */
export function createKeyChange({ db, clock, audit, cloud, deviceKey }: Needs) {
  async function change(actor: 'agent' | 'administrator'): Promise<{ changedAt: string }> {
    const identity = await deviceRepository(db).identity()
    if (identity === undefined) throw new Refusal('NOT_ENROLLED')
    const { deviceId, name } = identity
    const next = await deviceKey.next()
    const text = Buffer.from(keyChangeText(deviceId, next.publicKey.x))
    const signed = (sign: DeviceKey['sign']) => Buffer.from(sign(text)).toString('base64url')
    const now = clock.now()
    await cloud.devices.changeKey({ publicKey: next.publicKey, signature: signed(deviceKey.sign), newSignature: signed(next.sign) })
    const entry = await db.transaction().execute(async (tx) => {
      await deviceKey.useNext(tx, now)
      return audit.record(tx, { actor, action: 'device-key-changed', subject: name })
    })
    audit.announce(entry)
    return { changedAt: toTimestamp(now) }
  }

  return {
    change,
    /** When it is due by itself; a change that was begun is finished at once. Undefined while not enrolled. */
    async dueAt(): Promise<Instant | undefined> {
      const row = await deviceRepository(db).key()
      const identity = await deviceRepository(db).identity()
      if (row === undefined || identity === undefined) return undefined
      return row.sealed_next_key === null ? (row.key_since ?? identity.enrolledAt) + keyLifetime : clock.now()
    },
  }
}

export type KeyChange = ReturnType<typeof createKeyChange>

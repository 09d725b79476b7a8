import type { DevicePublicKey } from '@mylzip/shared/cloud-api/devices.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import type { AgentTables, DeviceTable } from '../system/database/schema.ts'

/** Who this device is, once a cloud has said so. */
export interface DeviceIdentity {
  deviceId: string
  /** The device's own name, e.g. `k7f3q9bd.acme.myl.zip`. */
  name: string
  /** The team as people call it. */
  team: string
  cloudUrl: string
  /** What the cloud wants its assertions to be made out to. */
  audience: string
  enrolledAt: Instant
}

const MoreNames = z.object({ of: z.string(), names: z.array(z.string()) })

/** The one row about this device. Takes a transaction too. */
export function deviceRepository(db: Kysely<AgentTables>) {
  const find = () => db.selectFrom('device').selectAll().executeTakeFirst()
  return {
    async key(): Promise<Pick<DeviceTable, 'sealed_key' | 'public_key' | 'sealed_next_key' | 'key_since'> | undefined> {
      return find()
    },

    async addKey(sealedKey: Uint8Array, publicKey: DevicePublicKey): Promise<void> {
      const row = { id: 1, sealed_key: sealedKey, public_key: JSON.stringify(publicKey) } as const
      await db.insertInto('device').values(row).execute()
    },

    async setNextKey(sealedKey: Uint8Array | null): Promise<void> {
      await db.updateTable('device').set({ sealed_next_key: sealedKey }).where('id', '=', 1).execute()
    },

    async useKey(sealedKey: Uint8Array, publicKey: DevicePublicKey, since: Instant): Promise<void> {
      const set = { sealed_key: sealedKey, public_key: JSON.stringify(publicKey), sealed_next_key: null, key_since: since }
      await db.updateTable('device').set(set).where('id', '=', 1).execute()
    },

    async forgetIdentity(): Promise<void> {
      const set = { device_id: null, name: null, team: null, cloud_url: null, audience: null, enrolled_at: null }
      await db.updateTable('device').set(set).where('id', '=', 1).execute()
    },

    async identity(): Promise<DeviceIdentity | undefined> {
      const row = await find()
      return row && identityOf(row)
    },

    /** Its names in further zones: those that go with the name it has now. */
    async moreNames(): Promise<readonly string[]> {
      const row = await find()
      const known = MoreNames.safeParse(JSON.parse(row?.more_names ?? '[]'))
      return known.success && known.data.of === row?.name ? known.data.names : []
    },

    async saveMoreNames(of: string, names: readonly string[]): Promise<void> {
      await db
        .updateTable('device')
        .set({ more_names: JSON.stringify({ of, names }) })
        .where('id', '=', 1)
        .execute()
    },

    async saveIdentity({ deviceId, name, team, cloudUrl, audience, enrolledAt }: DeviceIdentity): Promise<void> {
      const set = { device_id: deviceId, name, team, cloud_url: cloudUrl, audience, enrolled_at: enrolledAt }
      await db.updateTable('device').set(set).where('id', '=', 1).execute()
    },
  }
}

function identityOf({ device_id, name, team, cloud_url, audience, enrolled_at }: Selectable<DeviceTable>): DeviceIdentity | undefined {
  if (device_id === null || name === null || team === null || cloud_url === null || audience === null || enrolled_at === null)
    return undefined
  return { deviceId: device_id, name, team, cloudUrl: cloud_url, audience, enrolledAt: enrolled_at }
}

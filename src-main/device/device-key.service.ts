import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { DevicePublicKey } from '@mylzip/shared/cloud-api/devices.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { deviceRepository } from './device.repository.ts'

/** The key by which the cloud knows this device. It signs assertions and the audit log's heads, and nothing else. */
export interface DeviceKey {
  publicKey: DevicePublicKey
  /** Ed25519 (RFC 8032), 64 bytes. */
  sign(message: Uint8Array): Uint8Array
}

const purpose = 'device-key'

/**
 * The device's key, made and sealed at the first call, which is before enrolment: an enrolment that was cut off is
 * repeated with the same key and finds the same device. Refuses with SECRET_UNREADABLE.
 */
export async function loadDeviceKey({ db, secrets }: { db: Kysely<AgentTables>; secrets: Secrets }): Promise<DeviceKey> {
  const devices = deviceRepository(db)
  const row = await devices.key()
  if (row) {
    const pkcs8 = await secrets.open(row.sealed_key, purpose)
    return deviceKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }))
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  const made = deviceKey(privateKey)
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  await devices.addKey(await secrets.seal(pkcs8, purpose), made.publicKey)
  return made
}

function deviceKey(privateKey: KeyObject): DeviceKey {
  const { kty, crv, x } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { publicKey: DevicePublicKey.parse({ kty, crv, x }), sign: (message) => sign(null, message, privateKey) }
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { DevicePublicKey } from '@mylzip/shared/cloud-api/devices.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import { deviceRepository } from './device.repository.ts'
import { formerKeysSetting } from './device.settings.ts'

/** One key pair. */
export interface SigningKey {
  publicKey: DevicePublicKey
  /** Ed25519 (RFC 8032), 64 bytes. */
  sign(message: Uint8Array): Uint8Array
}

/** The key by which the cloud knows this device. It signs what proves that, and the audit log's heads, and nothing else. */
export interface DeviceKey extends SigningKey {
  /** Keys it had before, the newest first. */
  formerKeys(): readonly DevicePublicKey[]
  /** The key of a change: made, and sealed, at the first call, and the same until it is used. */
  next(): Promise<SigningKey>
  /** The next key takes over, in the caller's transaction: what is signed from now on is signed by it. */
  useNext(tx: Transaction<AgentTables>, now: Instant): Promise<void>
  /** Another key that has nothing to do with this one, in the caller's transaction. */
  begin(tx: Transaction<AgentTables>, now: Instant): Promise<void>
}

const purpose = 'device-key'
/** More changes than in a device's life: one a year. */
const formerKept = 100

/**
 * The device's key, made and sealed at the first call, which is before enrolment: an enrolment that was cut off is
 * repeated with the same key and finds the same device. Refuses with SECRET_UNREADABLE.
 */
export async function loadDeviceKey({ db, secrets }: { db: Kysely<AgentTables>; secrets: Secrets }): Promise<DeviceKey> {
  const open = async (sealed: Uint8Array) => {
    const pkcs8 = await secrets.open(sealed, purpose)
    return keyPair(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }))
  }
  const make = async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    return { ...keyPair(privateKey), sealed: await secrets.seal(privateKey.export({ format: 'der', type: 'pkcs8' }), purpose) }
  }

  const row = await deviceRepository(db).key()
  let former = await settingsRepository(db).get(formerKeysSetting)
  let current: SigningKey
  if (row) current = await open(row.sealed_key)
  else {
    const made = await make()
    await deviceRepository(db).addKey(made.sealed, made.publicKey)
    current = made
  }

  async function use(tx: Transaction<AgentTables>, sealed: Uint8Array, key: SigningKey, now: Instant): Promise<void> {
    former = [current.publicKey.x, ...former].slice(0, formerKept)
    await settingsRepository(tx).set(formerKeysSetting, former)
    await deviceRepository(tx).useKey(sealed, key.publicKey, now)
    current = key
  }

  return {
    get publicKey() {
      return current.publicKey
    },
    sign: (message) => current.sign(message),
    formerKeys: () => former.map((x) => ({ kty: 'OKP', crv: 'Ed25519', x })),
    async next() {
      const sealed = (await deviceRepository(db).key())?.sealed_next_key
      if (sealed) return open(sealed)
      const made = await make()
      await deviceRepository(db).setNextKey(made.sealed)
      return made
    },
    async useNext(tx, now) {
      const sealed = (await deviceRepository(tx).key())?.sealed_next_key
      if (sealed) await use(tx, sealed, await open(sealed), now)
    },
    async begin(tx, now) {
      const made = await make()
      await use(tx, made.sealed, made, now)
    },
  }
}

function keyPair(privateKey: KeyObject): SigningKey {
  const { kty, crv, x } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { publicKey: DevicePublicKey.parse({ kty, crv, x }), sign: (message) => sign(null, message, privateKey) }
}

import { type DevicePublicKey, keyChangeText } from '@mylzip/shared/cloud-api/devices.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { keyChangeTries } from '../tries/allowances.policy.ts'
import type { Tries } from '../tries/tries.service.ts'
import { findByKey, isAnnouncedByAnother, lockDevice, updateDevice } from './devices.repository.ts'
import type { EnrolledCaller } from './enrolled-caller.ts'
import { formerKeysOf } from './places.repository.ts'
import { isSignedBy } from './signatures.ts'

export interface KeyChange {
  publicKey: DevicePublicKey
  signature: string
  newSignature: string
}

/**
 * A device gets another key. It is written down beside the one it has, and takes over when it is used for the first time:
 * whatever is cut off in between, the key that the device has by then is accepted. Refuses with ASSERTION_INVALID, DEVICE_KEY_TAKEN or RATE_LIMITED.
 */
export function createChangeKey({ db, tries }: { db: Kysely<CloudTables>; tries: Pick<Tries, 'limit'> }) {
  return async (caller: EnrolledCaller, { publicKey, signature, newSignature }: KeyChange): Promise<{ publicKey: DevicePublicKey }> => {
    const { x } = publicKey
    const text = keyChangeText(caller.id, x)
    // Asked again after the new key has been used: it is done.
    if (x === caller.publicKey) return { publicKey }
    if (!isSignedBy(caller.publicKey, text, signature) || !isSignedBy(x, text, newSignature))
      throw new Refusal('ASSERTION_INVALID', { reason: 'the change of its key is not signed by both keys' })
    // What was cut off and is asked again is one change.
    if (x !== caller.nextPublicKey) await tries.limit(keyChangeTries(caller.id))
    await db.transaction().execute(async (trx) => {
      await lockDevice(trx, caller)
      const isFormer = (await formerKeysOf(trx, caller.id)).includes(x)
      if (isFormer || (await findByKey(trx, caller.teamId, x)) || (await isAnnouncedByAnother(trx, caller, x)))
        throw new Refusal('DEVICE_KEY_TAKEN')
      await updateDevice(trx, caller.id, { next_public_key: x })
    })
    return { publicKey }
  }
}

export type ChangeKey = ReturnType<typeof createChangeKey>

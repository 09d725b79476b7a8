import type { DeviceState } from '@mylzip/shared/cloud-api/device-state.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storableJson } from '../../plugins/database/storable.ts'
import { overdueAt } from '../alerts/overdue.policy.ts'
import { lockDevice } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import { putDeviceCertificate, putDeviceState } from './device-state.repository.ts'
import { readToldCertificate } from './told-certificate.policy.ts'

export interface DeviceStates {
  tell(caller: EnrolledCaller, state: DeviceState): Promise<{ toldAt: string }>
  /** Refuses with INPUT_INVALID what is no certificate. */
  tellCertificate(caller: EnrolledCaller, certificatePem: string, directory: string): Promise<{ fingerprint: string }>
}

/** Versions a device has at once, of all its certificates, are far fewer. */
const kept = 200

/** What devices tell of themselves: for those who look after them, and for the day they are lost. */
export function createDeviceStates({ db, clock }: { db: Kysely<CloudTables>; clock: Clock }): DeviceStates {
  return {
    async tell(caller, state) {
      const now = clock.now()
      await putDeviceState(db, caller.id, { state: storableJson(state), told_at: now, overdue_at: overdueAt(state) })
      return { toldAt: toTimestamp(now) }
    },
    async tellCertificate(caller, certificatePem, directory) {
      const leaf = readToldCertificate(certificatePem)
      if (leaf === undefined) throw new Refusal('INPUT_INVALID', { reason: 'certificatePem: is no certificate for a name' })
      const { fingerprint, serial, names, notAfter, pem } = leaf
      const whose = { device_id: caller.id, fingerprint, directory_url: directory, serial, names: JSON.stringify(names), pem }
      await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        await putDeviceCertificate(trx, { ...whose, not_after: notAfter, told_at: clock.now(), revoked_at: null }, kept)
      })
      return { fingerprint }
    },
  }
}

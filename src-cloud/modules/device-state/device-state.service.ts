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
import { ownNameAmong } from '../dns/more-names.repository.ts'
import { countLiveCertificates, putDeviceCertificate, putDeviceState } from './device-state.repository.ts'
import { readToldCertificate } from './told-certificate.policy.ts'

export interface DeviceStates {
  tell(caller: EnrolledCaller, state: DeviceState): Promise<{ toldAt: string }>
  /** Refuses with INPUT_INVALID, NAME_NOT_YOURS or CERTIFICATES_FULL. */
  tellCertificate(caller: EnrolledCaller, certificatePem: string, directory: string): Promise<{ fingerprint: string }>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  zones: readonly string[]
}

/** Versions a device has at once, of all its certificates, are far fewer. */
export const mostCertificates = 200

/** What devices tell of themselves: for those who look after them, and for the day they are lost. */
export function createDeviceStates({ db, clock, zones }: Needs): DeviceStates {
  async function firstForeign(caller: EnrolledCaller, names: readonly string[]): Promise<string | undefined> {
    for (const name of names) if (isOfZone(name, zones) && (await ownNameAmong(db, caller, name)) === undefined) return name
    return undefined
  }

  return {
    async tell(caller, state) {
      const now = clock.now()
      await putDeviceState(db, caller.id, { state: storableJson(state), told_at: now, overdue_at: overdueAt(state) })
      return { toldAt: toTimestamp(now) }
    },
    async tellCertificate(caller, certificatePem, directory) {
      const now = clock.now()
      const read = readToldCertificate(certificatePem, now)
      if ('fault' in read) throw new Refusal('INPUT_INVALID', { reason: `certificatePem: ${read.fault}` })
      const { fingerprint, serial, names, notAfter, pem } = read.leaf
      const foreign = await firstForeign(caller, names)
      if (foreign !== undefined) throw new Refusal('NAME_NOT_YOURS', { name: foreign })
      const whose = { device_id: caller.id, fingerprint, directory_url: directory, serial, names: JSON.stringify(names), pem }
      await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        const isNew = await putDeviceCertificate(trx, { ...whose, not_after: notAfter, told_at: now, revoked_at: null })
        // Never in place of others: whoever has stolen a device's key would push out what is to be revoked.
        if (isNew && (await countLiveCertificates(trx, caller.id, now)) > mostCertificates)
          throw new Refusal('CERTIFICATES_FULL', { most: mostCertificates })
      })
      return { fingerprint }
    },
  }
}

/** A customer's own name is left to whoever proves it: the cloud revokes only what it can prove itself. */
function isOfZone(name: string, zones: readonly string[]): boolean {
  const host = name.replace(/^\*\./, '')
  return zones.some((zone) => host === zone || host.endsWith(`.${zone}`))
}

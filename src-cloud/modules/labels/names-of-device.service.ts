import type { NamesOfDevice } from '@mylzip/shared/cloud-api/labels.ts'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { lockDevice } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import { addName, moreNamesOf } from '../dns/more-names.repository.ts'
import { nameKey, zoneOfName } from '../dns/names.policy.ts'
import type { Publishing } from '../dns/places/publishing.service.ts'
import { writeCaa } from '../dns/write-caa.ts'
import { isAnyTaken } from './free-names.repository.ts'

export interface NamesOfDeviceService {
  list(caller: EnrolledCaller): Promise<NamesOfDevice>
  /** Refuses with ZONE_UNKNOWN or LABEL_TAKEN. */
  add(caller: EnrolledCaller, zone: string): Promise<NamesOfDevice>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  zones: readonly [string, ...string[]]
  publishing: Pick<Publishing, 'changed' | 'show'>
}

/** One device's names in several zones: the same label and team in each. */
export function createNamesOfDevice({ db, clock, zones, publishing }: Needs): NamesOfDeviceService {
  const list = async (caller: EnrolledCaller) => ({ names: [caller.name, ...(await moreNamesOf(db, caller.id))], zones: [...zones] })

  return {
    list,
    async add(caller, asked) {
      const zone = zones.find((each) => each === canonicalName(asked))
      if (zone === undefined) throw new Refusal('ZONE_UNKNOWN', { zone: asked, zones: zones.join(', ') })
      const first = caller.name.slice(0, -zoneOfName(caller.name, zones).length)
      const name = `${first}${zone}`
      const [label = ''] = first.split('.')
      const keys = await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        if (name === caller.name || (await moreNamesOf(trx, caller.id)).includes(name)) return []
        const row = { name_key: nameKey(name), name, zone, device_id: caller.id, added_at: clock.now() }
        if ((await isAnyTaken(trx, [row.name_key])) || !(await addName(trx, row))) throw new Refusal('LABEL_TAKEN', { label })
        return (await writeCaa(trx, { device: caller, publishing, now: clock.now() })).keys
      })
      await publishing.show(keys)
      return list(caller)
    },
  }
}

import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { caaValues } from './caa.policy.ts'
import { nameKey } from './names.policy.ts'
import { accountsOf, replaceCaa } from './ordering-accounts.repository.ts'
import type { Publishing } from './places/publishing.service.ts'

interface Whose {
  device: { id: string; name: string }
  publishing: Pick<Publishing, 'changed'>
  now: Instant
}

/** Makes the CAA records of a device's name what follows from the accounts that are known of it; answers where, and them. */
export async function writeCaa(trx: Transaction<CloudTables>, { device, publishing, now }: Whose): Promise<{ key: string; caa: string[] }> {
  const key = nameKey(device.name)
  const caa = caaValues(await accountsOf(trx, device.id))
  await replaceCaa(
    trx,
    device.id,
    caa.map((value) => ({ name_key: key, value, device_id: device.id })),
  )
  await publishing.changed(trx, [key], now)
  return { key, caa }
}

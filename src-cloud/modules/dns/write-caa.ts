import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { caaValues } from './caa.policy.ts'
import { moreNamesOf } from './more-names.repository.ts'
import { nameKey } from './names.policy.ts'
import { accountsOf, caaOf, replaceCaa } from './ordering-accounts.repository.ts'
import type { Publishing } from './places/publishing.service.ts'

interface Whose {
  device: { id: string; name: string }
  publishing: Pick<Publishing, 'changed'>
  now: Instant
}

/**
 * Makes the CAA records of a device's name what follows from the accounts that are known of it. Answers them, and where they
 * have to be shown: nowhere when they are what they were.
 */
export async function writeCaa(
  trx: Transaction<CloudTables>,
  { device, publishing, now }: Whose,
): Promise<{ keys: string[]; caa: string[] }> {
  const names = [device.name, ...(await moreNamesOf(trx, device.id))].map(nameKey)
  const caa = caaValues(await accountsOf(trx, device.id))
  const before = await caaOf(trx, device.id)
  const records = names.flatMap((name_key) => caa.map((value) => ({ name_key, value, device_id: device.id })))
  const text = (rows: readonly { name_key: string; value: string }[]) =>
    rows
      .map(({ name_key, value }) => `${name_key} ${value}`)
      .sort()
      .join('\n')
  if (text(before) === text(records)) return { keys: [], caa }
  await replaceCaa(trx, device.id, records)
  const keys = [...new Set([...names, ...before.map(({ name_key }) => name_key)])]
  await publishing.changed(trx, keys, now)
  return { keys, caa }
}

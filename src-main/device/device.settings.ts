import { z } from 'zod'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { type Setting, settingsRepository } from '../system/settings.repository.ts'
import type { LanAddressesRecord, LanAddressesStorage } from './lan-addresses.port.ts'

/** Whether others on the network may see the device page, and the port it had first, so that bookmarks stay good. */
export const devicePageSetting: Setting<{ openToLan: boolean; port: number | null }> = {
  key: 'device-page',
  schema: z.object({ openToLan: z.boolean(), port: z.int().nullable() }),
  fallback: { openToLan: false, port: null },
}

/** Nothing is published until the person says so. */
export const lanAddressesSetting: Setting<LanAddressesRecord> = {
  key: 'lan-addresses',
  schema: z.object({ publish: z.boolean(), published: z.array(z.string()), unsure: z.boolean() }),
  fallback: { publish: false, published: [], unsure: false },
}

export function lanAddressesStorage(db: AgentDatabase['db']): LanAddressesStorage {
  const settings = settingsRepository(db)
  return { load: () => settings.get(lanAddressesSetting), save: (record) => settings.set(lanAddressesSetting, record) }
}

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

/** Which machine this is, as the cloud knows it. */
export const machineSetting: Setting<{ salt: string; mark: string | null; moved: boolean } | null> = {
  key: 'machine',
  schema: z
    .object({
      salt: z.string(),
      /** Null: the system did not say. */
      mark: z.string().nullable(),
      /** A person moved the device here, and the cloud has not heard of it yet. */
      moved: z.boolean(),
    })
    .nullable(),
  fallback: null,
}

/** Who this device was until it was found to be a copy; until it is enrolled again. */
export const givenUpSetting: Setting<{ name: string } | null> = {
  key: 'given-up',
  schema: z.object({ name: z.string() }).nullable(),
  fallback: null,
}

/** `x` of keys that signed heads of the log here, the newest first. */
export const formerKeysSetting: Setting<string[]> = { key: 'former-device-keys', schema: z.array(z.string()), fallback: [] }

/** An enrolment that waits for a person: a start in between goes on with it. */
export const waitingSetting: Setting<WaitingEnrolment | null> = {
  key: 'waiting-enrolment',
  schema: z
    .object({
      cloudUrl: z.string(),
      deviceCode: z.string(),
      userCode: z.string(),
      verificationUri: z.string(),
      verificationUriComplete: z.string(),
      expiresAt: z.int(),
      intervalMs: z.int(),
    })
    .nullable(),
  fallback: null,
}

export interface WaitingEnrolment {
  cloudUrl: string
  deviceCode: string
  userCode: string
  verificationUri: string
  verificationUriComplete: string
  /** ms. */
  expiresAt: number
  intervalMs: number
}

export function lanAddressesStorage(db: AgentDatabase['db']): LanAddressesStorage {
  const settings = settingsRepository(db)
  return { load: () => settings.get(lanAddressesSetting), save: (record) => settings.set(lanAddressesSetting, record) }
}

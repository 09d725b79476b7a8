import { z } from 'zod'
import type { ServiceOptions } from './windows-service.policy.ts'

/** Where devices go that were told of no other cloud. */
export const usualCloud = 'https://cloud.myl.zip'
/** Name of the file in the data folder. The program's own folder is replaced at each update, what was chosen is not. */
export const settingsFileName = 'service.json'

const Settings = z.object({ cloudUrl: z.string(), directoryUrl: z.string(), powershell: z.string() }).partial()
export type ServiceSettings = { [Name in keyof z.infer<typeof Settings>]?: string | undefined }

/** What cannot be read counts as nothing chosen. */
export function readSettings(text: string): ServiceSettings {
  try {
    return Settings.safeParse(JSON.parse(text)).data ?? {}
  } catch {
    return {}
  }
}

export function writtenSettings(settings: ServiceSettings): string {
  return `${JSON.stringify(settings, undefined, 2)}\n`
}

/** What is given now, else what an installation before was given. */
export function settled(given: ServiceSettings, before: ServiceSettings): Omit<ServiceOptions, 'dataFolder'> {
  const { cloudUrl = before.cloudUrl ?? usualCloud, directoryUrl = before.directoryUrl, powershell = before.powershell } = given
  return { cloudUrl, directoryUrl, powershell }
}

import type { AccountUse } from '@mylzip/shared/operations/authorities.ts'
import { z } from 'zod'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { type Setting, settingsRepository } from '../system/settings.repository.ts'

const accountChoices: Setting<Record<string, AccountUse>> = {
  key: 'account-choices',
  schema: z.record(z.string(), z.enum(['own', 'team'])),
  fallback: {},
}

export interface AccountChoice {
  /** Which account is ordered with at an authority. */
  at(directory: string): Promise<AccountUse>
  choose(directory: string, use: AccountUse): Promise<void>
}

/**
 * What whoever manages the fleet wants, where it says so, else what a person here chose, else the device's own. `fleet` is the
 * team's policy as it was last fetched; undefined where it leaves the choice to the device.
 */
export function createAccountChoice(
  db: AgentDatabase['db'],
  fleet: (directory: string) => Promise<AccountUse | undefined> = async () => undefined,
): AccountChoice {
  const settings = settingsRepository(db)
  return {
    at: async (directory) => (await fleet(directory)) ?? (await settings.get(accountChoices))[directory] ?? 'own',
    choose: async (directory, use) => settings.set(accountChoices, { ...(await settings.get(accountChoices)), [directory]: use }),
  }
}

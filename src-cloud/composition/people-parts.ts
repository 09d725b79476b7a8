import { createApiTokens } from '../modules/api-tokens/api-tokens.service.ts'
import { createAccounts } from '../modules/people/accounts.service.ts'
import { createKnownBrowsers } from '../modules/people/known-browser.ts'
import { createPasswords } from '../modules/people/passwords.service.ts'
import { createPeople } from '../modules/people/people.service.ts'
import { createPeopleCallers } from '../modules/people/people-callers.service.ts'
import { createPersonalData } from '../modules/people/personal-data.service.ts'
import { createSecondStep } from '../modules/people/second-step.ts'
import { createSessions } from '../modules/people/sessions.service.ts'
import { createTotp } from '../modules/people/totp.service.ts'
import type { Foundations } from './foundations.ts'

export type PeopleParts = Awaited<ReturnType<typeof gatherPeople>>

/** Whoever signs in: accounts, sessions and tokens. */
export async function gatherPeople({ db, clock, random, audit, tries, outbox, sealing, publicUrl }: Foundations) {
  const ground = { db, clock, random }
  const sessions = createSessions(ground)
  const apiTokens = createApiTokens(ground)
  const passwords = await createPasswords(random)
  return {
    people: createPeople(ground),
    sessions,
    apiTokens,
    callers: createPeopleCallers({ sessions, apiTokens }),
    passwords,
    accounts: createAccounts({ ...ground, outbox, tries, passwords, publicUrl }),
    totp: createTotp({ ...ground, sealing, outbox, tries, publicUrl }),
    secondStep: createSecondStep({ sealing, clock }),
    knownBrowsers: createKnownBrowsers({ sealing, clock, random }),
    personalData: createPersonalData({ db, clock, audit, outbox, sessions }),
  }
}

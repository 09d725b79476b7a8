import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, hour } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLimits } from '#main/limits/limits.service.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const directory = 'https://ca.example/directory'
const detail = 'too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s'
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let base: AgentFoundations
let now = Date.parse('2026-11-03T10:00:00Z')

beforeEach(async () => {
  folder = await temporaryFolder()
  base = await openFoundations(folder.path)
})
afterEach(async () => {
  await base.close()
  await folder.remove()
})

/** As another process on the same data folder has them. */
const limits = () => createLimits({ clock: { now: () => now }, limitsOf: () => [] })
const ask = (names: string[], hurry = false) => limits().refuseWhileResting(base.db, directory, names, hurry)

test('a limit for some names is remembered by the next process, until it has passed, and holds for those names alone', async () => {
  const limited = new Refusal('ACME_RATE_LIMITED', { directory, detail, retryAt: now + 30 * hour })
  await limits().rememberForNames(base.db, directory, ['a.example', 'B.example'], limited)
  await expect(ask(['b.example', 'a.example'])).rejects.toMatchObject({ code: 'ACME_RATE_LIMITED', data: { detail, remembered: 1 } })
  await ask(['a.example'])
  // Whoever waits for it, or has no time left, asks all the same.
  await ask(['a.example', 'b.example'], true)
  now += 31 * hour
  await ask(['a.example', 'b.example'])
  // Nothing of it is kept once another one is.
  await limits().rememberForNames(
    base.db,
    directory,
    ['c.example'],
    new Refusal('ACME_RATE_LIMITED', { directory, detail, retryAt: now + day }),
  )
  expect(await base.db.selectFrom('name_limits').select('name_set').execute()).toEqual([{ name_set: 'c.example' }])
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Setting, settingsRepository } from '#main/system/settings.repository.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const consent: Setting<{ publish: boolean; since: number }> = {
  key: 'consent',
  schema: z.object({ publish: z.boolean(), since: z.number() }),
  fallback: { publish: false, since: 0 },
}

describe('a setting', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let agent: AgentFoundations
  beforeEach(async () => {
    folder = await temporaryFolder()
    agent = await openFoundations(folder.path)
  })
  afterEach(async () => {
    await agent.close()
    await folder.remove()
  })

  test('is what it was last set to, also after a restart, and its fallback before', async () => {
    expect(await settingsRepository(agent.db).get(consent)).toEqual({ publish: false, since: 0 })
    await settingsRepository(agent.db).set(consent, { publish: true, since: 1 })
    await settingsRepository(agent.db).set(consent, { publish: true, since: 2 })
    await agent.close()
    agent = await openFoundations(folder.path)
    expect(await settingsRepository(agent.db).get(consent)).toEqual({ publish: true, since: 2 })
  })

  test.each(['not json', '{"publish":"yes"}', 'null', ''])('left as %j by another version counts as not set', async (value) => {
    await agent.db.insertInto('settings').values({ key: 'consent', value }).execute()
    expect(await settingsRepository(agent.db).get(consent)).toEqual(consent.fallback)
  })

  test('goes with the transaction it was set in', async () => {
    const failing = agent.db.transaction().execute(async (tx) => {
      await settingsRepository(tx).set(consent, { publish: true, since: 3 })
      throw new Error('the work failed')
    })
    await expect(failing).rejects.toThrow('the work failed')
    expect(await settingsRepository(agent.db).get(consent)).toEqual(consent.fallback)
  })
})

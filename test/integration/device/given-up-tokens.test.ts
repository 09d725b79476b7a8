import { expect, onTestFinished, test } from 'vitest'
import { createGiveUp } from '#main/identity/give-up.service.ts'
import { tokenRepository } from '#main/tokens/token.repository.ts'
import { openFoundations } from '../../support/agent-foundations.ts'
import { enrolled } from '../../support/backup.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { tokensOf } from '../../support/tokens.ts'

test('a machine that was found to be a copy lets in no program of the one it was copied from, and ends what one still watches', async () => {
  const folder = await temporaryFolder()
  const base = await openFoundations(folder.path)
  onTestFinished(() => base.close().then(folder.remove))
  await enrolled(base)
  const { tokens, gate, passes } = tokensOf(base)
  const { secret } = await tokens.create({ label: 'Monitoring', level: 'read' })
  const watching = await gate.enter(secret)
  onTestFinished(watching.leave)
  expect(watching.ended.aborted).toBe(false)
  await createGiveUp({ ...base, passes, machine: { begin: async () => undefined } })()
  expect(await tokenRepository(base.db).all()).toEqual([])
  expect(watching.ended.reason).toMatchObject({ code: 'LOCAL_TOKEN_UNKNOWN' })
  await expect(gate.enter(secret)).rejects.toMatchObject({ code: 'LOCAL_TOKEN_UNKNOWN' })
})

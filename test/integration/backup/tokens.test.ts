import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { backupsOf, enrolled, opened, passphrase, restoreInto } from '../../support/backup.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { tokensOf } from '../../support/tokens.ts'

let root: Awaited<ReturnType<typeof temporaryFolder>>
let folder: string
let file: string
let agent: AgentFoundations

beforeEach(async () => {
  root = await temporaryFolder()
  folder = join(root.path, 'agent')
  file = join(root.path, 'monday.mylzip-backup')
  agent = await openFoundations(folder)
  await enrolled(agent)
})
afterEach(() => root.remove())

const labelsAt = (place: string) =>
  opened(place, async (found) => (await tokensOf(found).tokens.list()).tokens.map(({ label, state }) => `${label}: ${state}`).sort())

it('a backup restored over the same folder makes no revoked token good again, and takes none away', async () => {
  const { tokens, gate } = tokensOf(agent)
  const { token, secret } = await tokens.create({ label: 'Revoked since', level: 'read' })
  await backupsOf(agent, folder)({ file, passphrase })
  await tokens.revoke(token.id)
  await tokens.create({ label: 'Made since', level: 'operate' })
  await expect(gate.enter(secret)).rejects.toMatchObject({ code: 'LOCAL_TOKEN_REVOKED' })
  await agent.close()
  await restoreInto(folder, file)
  expect(await labelsAt(folder)).toEqual(['Made since: good', 'Revoked since: revoked'])
})

it('a backup restored on another machine lets in no program there', async () => {
  await tokensOf(agent).tokens.create({ label: 'Monitoring', level: 'read' })
  await backupsOf(agent, folder)({ file, passphrase })
  await agent.close()
  const elsewhere = join(root.path, 'other-machine')
  await restoreInto(elsewhere, file)
  expect(await labelsAt(elsewhere)).toEqual([])
})

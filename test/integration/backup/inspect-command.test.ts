import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFoundations } from '../../support/agent-foundations.ts'
import { backupsOf, deviceName, enrolled, passphrase } from '../../support/backup.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { typed } from '../../unit/src-main/cli/command-lines.ts'

let root: Awaited<ReturnType<typeof temporaryFolder>>
const at = (name: string) => join(root.path, name)

beforeAll(async () => {
  root = await temporaryFolder()
  const agent = await openFoundations(at('agent'))
  await enrolled(agent)
  await backupsOf(agent, at('agent'))({ file: at('b'), passphrase })
  await agent.close()
  writeFileSync(at('passphrase'), `${passphrase}\n`)
})
afterAll(() => root.remove())

const inspect = (folder: string) => typed('backup', at('b'), '--inspect', '--passphrase-file', at('passphrase'), '--json', '--data', folder)

describe('a backup is looked into', () => {
  it('on a machine where nothing was ever set up, and nothing is made there', async () => {
    mkdirSync(at('empty'))
    const { exitCode, stdout } = await inspect(at('empty'))
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, file: at('b'), contents: { device: { name: deviceName } } })
    expect(exitCode).toBe(0)
    expect(readdirSync(at('empty'))).toEqual([])
  })

  it('where the database is what was lost', async () => {
    mkdirSync(at('broken'))
    writeFileSync(join(at('broken'), 'agent.db'), Buffer.alloc(8_192, 7))
    expect(await inspect(at('broken'))).toMatchObject({ exitCode: 0 })
  })
})

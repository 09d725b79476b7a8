import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { answers } from '../../support/command-answers.ts'
import { askCommand, runCommand } from '../../support/command-line.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'

const practice = practiceForTests()
const at = (name: string) => join(practice.folder, name)

/** What the log holds, and what waits to be told to the cloud. */
function written(folder: string): unknown {
  const database = new Database(join(folder, 'agent', 'agent.db'), { readonly: true })
  try {
    return ['audit_log', 'audit_heads', 'outbox'].map((table) => database.prepare(`SELECT * FROM ${table}`).all())
  } finally {
    database.close()
  }
}

it('looking at a copy that was restored elsewhere writes and tells nothing, so the original’s audit log stays whole', async () => {
  const first = startHeadless(agentArguments(practice.stack, at('original'), '--once'))
  expect(await first.ended, first.stderr()).toBe(0)
  writeFileSync(at('passphrase'), 'nine green bottles standing\n')
  const passphrase = ['--passphrase-file', at('passphrase')]
  await askCommand(['backup', at('b'), ...passphrase, '--data', at('original')])
  const restored = await runCommand(['restore', at('b'), ...passphrase, '--data', at('copy')])
  expect(restored.stdout).toContain('give up one of the two')

  const before = written(at('copy'))
  expect((await askCommand(['status', '--data', at('copy')])).exitCode).toBe(0)
  await askCommand(['authorities', '--data', at('copy')])
  const verified = answers.auditVerify.parse((await askCommand(['audit', 'verify', '--data', at('copy')])).answer)
  expect(verified.report).toMatchObject({ intact: true, findings: [{ kind: 'restored' }] })
  expect(written(at('copy'))).toEqual(before)

  const original = await askCommand(['audit', 'verify', '--data', at('original')])
  expect(original.exitCode, JSON.stringify(original.answer)).toBe(0)
  // A command leaves nobody behind who would tell the cloud later: it ends only when its entry is known there.
  const { report } = answers.auditVerify.parse(original.answer)
  expect(report.anchor?.seq).toBe(report.entries)

  // Whoever changes something there is at work there: the log says first that it went back.
  await askCommand(['authorities', 'order', 'letsencrypt', '--data', at('copy')])
  const log = answers.auditList.parse((await askCommand(['audit', 'list', '--limit', '2', '--data', at('copy')])).answer)
  expect(log.entries.map(({ action }) => action)).toEqual(['authorities-ordered', 'restored'])
})

it('a restore over the same device’s folder does not warn of a second one', async () => {
  const passphrase = ['--passphrase-file', at('passphrase')]
  const restored = await runCommand(['restore', at('b'), ...passphrase, '--data', at('original')])
  expect(restored.stdout).not.toContain('give up one of the two')
})

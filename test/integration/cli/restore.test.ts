import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answers, failure } from '../../support/command-answers.ts'
import { askCommand } from '../../support/command-line.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'
import { startRunningAgent } from '../../support/running-agent.ts'

const practice = practiceForTests()
const at = (name: string) => join(practice.folder, name)

it('a backup written by a command is restored elsewhere by another, and the program goes on there', async () => {
  const first = startHeadless(agentArguments(practice.stack, at('first'), '--once'))
  expect(await first.ended, first.stderr()).toBe(0)
  writeFileSync(at('passphrase'), 'nine green bottles standing\n')
  const passphrase = ['--passphrase-file', at('passphrase')]
  const made = await askCommand(['backup', at('b'), ...passphrase, '--data', at('first')])
  expect(answers.backup.safeParse(made.answer).error).toBeUndefined()

  const restored = await askCommand(['restore', at('b'), ...passphrase, '--data', at('second')])
  expect(restored.exitCode, JSON.stringify(restored.answer)).toBe(0)
  expect(answers.restore.parse(restored.answer)).toMatchObject({ existing: 'none', folder: join(at('second'), 'agent'), missingKeys: [] })

  const name = answers.backup.parse(made.answer).contents.device?.name
  const orders = practice.stack.orders()
  const looked = await askCommand(['status', '--data', at('second')])
  expect(answers.status.parse(looked.answer)).toMatchObject({ agent: 'alone', device: { name }, certificates: [{ names: [name] }] })
  const agent = await startRunningAgent(practice.stack, at('second'))
  try {
    expect((await askCommand(['status', '--check', '--data', at('second')])).exitCode).toBe(0)
    expect(practice.stack.orders()).toBe(orders)
    const refused = await askCommand(['restore', at('b'), ...passphrase, '--data', at('second')])
    expect(failure.parse(refused.answer).error.code).toBe('DATA_FOLDER_IN_USE')
    expect(refused.exitCode).toBe(3)
  } finally {
    await agent.stop()
  }
})

it('what is no backup, or has another passphrase, changes nothing', async () => {
  writeFileSync(at('strange'), 'not a backup')
  const strange = await askCommand(['restore', at('strange'), '--passphrase-stdin', '--data', at('third')], { input: 'x' })
  expect(failure.parse(strange.answer).error.code).toBe('BACKUP_FOREIGN')
  const missing = await askCommand(['restore', at('missing'), '--passphrase-stdin', '--data', at('third')], { input: 'x' })
  expect(failure.parse(missing.answer).error.code).toBe('BACKUP_UNREADABLE')
  expect(existsSync(at('third'))).toBe(false)
  const proc = await askCommand(['restore', at('strange'), '--passphrase-stdin', '--data', '/proc/mylzip'], { input: 'x' })
  expect(failure.parse(proc.answer).error.code).toBe('BACKUP_FOREIGN')
})

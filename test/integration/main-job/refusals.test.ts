import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { freePorts } from '../../support/free-port.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless, startProduct } from '../../support/product.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const practice = practiceForTests()

let devices = 0
const newDevice = () => {
  const device = join(practice.folder, `device-${++devices}`)
  mkdirSync(device)
  return device
}
const file = (name: string, text: string) => {
  const path = join(practice.folder, name)
  writeFileSync(path, text)
  return path
}

async function refusalOf(product: ReturnType<typeof startHeadless>) {
  const exitCode = await product.ended
  const { error } = JSON.parse(product.stdout().trimEnd().split('\n').at(-1) ?? '') as { error: { code: string; sentence: string } }
  return { exitCode, ...error }
}
const once = (device: string, ...more: string[]) => startHeadless(agentArguments(practice.stack, device, '--once', '--json', ...more))

describe('bad input has a clear code, and nothing is lost', () => {
  it('a directory that cannot be reached', async () => {
    const nowhere = `https://127.0.0.1:${(await freePorts(1))[0]}/directory`
    expect(await refusalOf(once(newDevice(), '--directory', nowhere))).toMatchObject({ exitCode: 1, code: 'ACME_UNREACHABLE' })
  })

  it('a root that did not sign the authority’s certificate, whose issuer is named', async () => {
    const { rootPem } = await createTestAuthority('Somebody Else')
    const refusal = await refusalOf(once(newDevice(), '--ca-root', file('other-root.pem', rootPem)))
    expect(refusal).toMatchObject({ exitCode: 1, code: 'ACME_TLS_UNTRUSTED' })
    expect(refusal.sentence).toContain('Practice')
  })

  it('an enrolment token nobody gave out', async () => {
    const refusal = await refusalOf(once(newDevice(), '--enrolment-token-file', file('wrong-token', 'not-a-token')))
    expect(refusal).toMatchObject({ exitCode: 1, code: 'ENROLMENT_TOKEN_INVALID' })
  })

  it('a cloud that does not answer, and the next start with one that does finishes the job', async () => {
    const device = newDevice()
    const nowhere = `http://127.0.0.1:${(await freePorts(1))[0]}`
    expect(await refusalOf(once(device, '--cloud', nowhere))).toMatchObject({ exitCode: 1, code: 'CLOUD_UNREACHABLE' })
    const next = once(device)
    expect(await next.ended, next.stderr()).toBe(0)
  })

  it('a directory on the internet without a cloud that it could see is refused before anything starts', async () => {
    const data = newDevice()
    const product = startProduct(['--data', data, '--directory', 'letsencrypt-staging', '--once', '--json'])
    expect(await refusalOf(product)).toMatchObject({ exitCode: 2, code: 'DIRECTORY_CANNOT_SEE_LOCAL_NAMES' })
    expect(readdirSync(data)).toEqual([])
  })

  it('a damaged database is kept aside, said so, and the job is done all the same', async () => {
    const device = newDevice()
    const agent = join(device, 'agent')
    mkdirSync(agent, { mode: 0o700 })
    writeFileSync(join(agent, 'agent.db'), 'this was a database once, before the disk forgot'.repeat(100))
    const product = once(device)
    expect(await product.ended, product.stderr()).toBe(0)
    expect(product.stderr()).toContain('The database was damaged')
    expect(readdirSync(agent).some((name) => name.startsWith('agent.db.damaged-'))).toBe(true)
  })

  it('a database that was deleted is missed, said so and recorded, and the job is done all the same', async () => {
    const device = newDevice()
    const agent = join(device, 'agent')
    const first = once(device)
    expect(await first.ended, first.stderr()).toBe(0)
    expect(first.stderr()).not.toContain('is gone')
    for (const name of readdirSync(agent).filter((each) => each.startsWith('agent.db'))) rmSync(join(agent, name))
    const next = once(device)
    expect(await next.ended, next.stderr()).toBe(0)
    expect(next.stderr()).toContain(`The database ${join(agent, 'agent.db')} is gone`)
    const database = new Database(join(agent, 'agent.db'), { readonly: true })
    expect(database.prepare('SELECT action FROM audit_log ORDER BY seq').pluck().get()).toBe('database-begun-anew')
    database.close()
  })

  it('a failed try is remembered over a restart and finished', async () => {
    const device = newDevice()
    const nowhere = `https://127.0.0.1:${(await freePorts(1))[0]}/directory`
    await refusalOf(once(device, '--directory', nowhere))
    const next = once(device)
    expect(await next.ended, next.stderr()).toBe(0)
  })
})

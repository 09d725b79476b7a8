import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { freePorts } from '../../support/free-port.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'

interface Result {
  domain: string
  serial: string
  states: { verified: boolean }
  store: { location: string; keyLocation: string }
  acmeRequests: number
}

const practice = practiceForTests()

async function once(device: string, ...more: string[]) {
  const product = startHeadless(agentArguments(practice.stack, device, '--once', '--json', ...more))
  const exitCode = await product.ended
  return { exitCode, said: JSON.parse(product.stdout().trimEnd().split('\n').at(-1) ?? '') as Result & { error: { code: string } } }
}
const newDevice = (name: string) => {
  mkdirSync(join(practice.folder, name))
  return join(practice.folder, name)
}

/** As after sixty days: the planned moment has passed, and so has the rest between two renewals. */
function makeDue(device: string) {
  const database = new Database(join(device, 'agent', 'agent.db'))
  const day = 86_400_000
  database.prepare('UPDATE certificates SET renewal_at = ?').run(Date.now() - day)
  database.prepare('UPDATE runs SET ended_at = ended_at - ?').run(2 * day)
  database.close()
}

describe('when the surroundings change between two starts', () => {
  it('another authority that is asked for is asked, and its failure is not hidden behind the certificate in use', async () => {
    const device = newDevice('directory')
    const first = await once(device)
    const nowhere = `https://127.0.0.1:${(await freePorts(1))[0]}/somewhere-else`
    const second = await once(device, '--directory', nowhere)
    expect(second).toMatchObject({ exitCode: 1, said: { error: { code: 'ACME_UNREACHABLE' } } })
    const third = await once(device)
    expect(third.said).toMatchObject({ serial: first.said.serial, states: { verified: true }, acmeRequests: 0 })
  })

  it('another kind of key that is asked for is made at once', async () => {
    const device = newDevice('key-type')
    const first = await once(device, '--key-type', 'p-256')
    const second = await once(device, '--key-type', 'p-384')
    expect(second).toMatchObject({ exitCode: 0, said: { states: { verified: true } } })
    expect(second.said.serial).not.toBe(first.said.serial)
    expect((await once(device)).said.serial).toBe(second.said.serial)
  })

  it('a data folder that was moved says where key and certificate lie now', async () => {
    const device = newDevice('before')
    const { said } = await once(device)
    const moved = join(practice.folder, 'after')
    renameSync(device, moved)
    const next = await once(moved)
    expect(next.said).toMatchObject({ serial: said.serial, acmeRequests: 0 })
    expect(next.said.store.location.startsWith(moved)).toBe(true)
    expect(next.said.store.keyLocation.startsWith(moved)).toBe(true)
  })

  it('a renewal that is due and cannot be deployed is ordered once, however often it is tried, and the page is served meanwhile', async () => {
    const device = newDevice('undeployable')
    const first = await once(device)
    const versions = join(device, 'agent', 'certificates', first.said.domain, 'versions')
    rmSync(versions, { recursive: true })
    writeFileSync(versions, 'something else lies in its place')
    makeDue(device)
    const orders = practice.stack.orders()
    for (const _ of [1, 2, 3])
      expect(await once(device)).toMatchObject({
        exitCode: 1,
        said: { error: { code: 'STORE_PLACE_TAKEN', sentence: expect.stringContaining(versions) } },
      })
    expect(practice.stack.orders()).toBe(orders + 1)

    rmSync(versions)
    const next = await once(device)
    expect(next).toMatchObject({ exitCode: 0, said: { states: { verified: true }, acmeRequests: 0 } })
    expect(next.said.serial).not.toBe(first.said.serial)
    expect(practice.stack.orders()).toBe(orders + 1)
  })

  it('a renewal that is due is made by the next start, also by one that ends with its job', async () => {
    const device = newDevice('due')
    const first = await once(device)
    makeDue(device)
    const second = await once(device)
    expect(second).toMatchObject({ exitCode: 0, said: { states: { verified: true } } })
    expect(second.said.serial).not.toBe(first.said.serial)
    expect((await once(device)).said.serial).toBe(second.said.serial)
  })

  it('certificates that somebody deleted from the store are put back without a new order', async () => {
    const device = newDevice('deleted')
    const { said } = await once(device)
    rmSync(join(device, 'agent', 'certificates'), { recursive: true })
    expect((await once(device)).said).toMatchObject({ serial: said.serial, states: { verified: true }, acmeRequests: 0 })
  })
})

import { readdir, readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceForTests } from '../../support/practice-stack.ts'
import { refusalCode } from '../../support/refusal-code.ts'
import { type RunningAgent, startRunningAgent } from '../../support/running-agent.ts'
import { startWebServer } from '../../support/solvers/http-stages.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const server = 'rfc2136://127.0.0.1:9/customer.test?key=device-key'
const secret = Buffer.alloc(32, 7).toString('base64')

describe('a running agent', () => {
  const practice = practiceForTests()
  let agent: RunningAgent
  beforeAll(async () => {
    agent = await startRunningAgent(practice.stack, practice.folder, '--resolver', `127.0.0.1:${practice.stack.dnsPort}`)
  })
  afterAll(() => agent?.stop())

  async function order(name: string, proof: ProofMethod) {
    const { runId } = await agent.client.certificates.order({ names: [name], keyType: 'p-256', proof })
    for (;;) {
      const run = await agent.client.renewals.get({ runId })
      if (run.status !== 'running') return run
      await pause(100)
    }
  }

  it('proves a name by its own listener, another from a web server’s folder, as each certificate wants it', async () => {
    expect(await order('listened.myl.test', { via: 'http-listener', port: 5002 })).toMatchObject({ status: 'succeeded' })
    const folder = await temporaryFolder()
    const web = await startWebServer(folder.path, 5002)
    expect(await order('served.myl.test', { via: 'http-webroot', folder: folder.path })).toMatchObject({ status: 'succeeded' })
    await web.stop()
    await folder.remove()
  })

  it('killed while the authority looks, goes on with the same order at the next start, and leaves no file', async () => {
    const folder = await temporaryFolder()
    const looked = Promise.withResolvers<ServerResponse>()
    const web = createServer((_, response) => looked.resolve(response))
    await new Promise<void>((resolve) => web.listen(5002, '127.0.0.1', resolve))
    const proof: ProofMethod = { via: 'http-webroot', folder: folder.path }
    const { runId } = await agent.client.certificates.order({ names: ['killed.myl.test'], keyType: 'p-256', proof })
    const response = await looked.promise
    await agent.kill()
    const answers = join(folder.path, '.well-known', 'acme-challenge')
    const [token = ''] = (await readdir(answers)).filter((name) => name !== 'web.config')
    response.end(await readFile(join(answers, token)))
    const orders = practice.stack.orders()
    agent = await startRunningAgent(practice.stack, practice.folder, '--resolver', `127.0.0.1:${practice.stack.dnsPort}`)
    await expect.poll(async () => (await agent.client.renewals.get({ runId })).status, { timeout: 20_000 }).toBe('succeeded')
    expect(practice.stack.orders()).toBe(orders)
    await expect.poll(() => readdir(answers), { timeout: 5_000 }).toEqual([])
    web.close()
    await folder.remove()
  })

  it('refuses an order at once that could not succeed, keeps nothing of it and places none at the authority', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '0.0.0.0', resolve))
    const { port } = taken.address() as { port: number }
    const before = [practice.stack.orders(), (await agent.client.certificates.list()).length]
    const refusalOf = (proof: ProofMethod) => refusalCode(order('hopeless.myl.test', proof))
    for (const name of ['*.hopeless.myl.test', '192.0.2.7'])
      expect(await refusalCode(order(name, { via: name.startsWith('*') ? 'http-listener' : 'delegation' }))).toBe('CHALLENGE_UNFIT')
    expect(await refusalOf({ via: 'cloud' })).toBe('CHALLENGE_UNFIT')
    expect(await refusalOf({ via: 'dns-persist' })).toBe('DNS_PERSIST_OFF')
    expect(await refusalOf({ via: 'rfc2136', server: 'rfc2136://127.0.0.1:9' })).toBe('DNS_UPDATE_SERVER_UNKNOWN')
    expect(await refusalOf({ via: 'http-webroot', folder: 'inetpub' })).toBe('WEBROOT_UNUSABLE')
    expect(await refusalOf({ via: 'http-webroot', folder: join(practice.folder, 'gone') })).toBe('WEBROOT_UNUSABLE')
    expect(await refusalOf({ via: 'delegation' })).toBe('DELEGATION_NAME_UNUSABLE')
    for (const via of ['http-listener', 'tls-alpn'] as const) expect(await refusalOf({ via, port })).toBe('CHALLENGE_PORT_TAKEN')
    expect([practice.stack.orders(), (await agent.client.certificates.list()).length]).toEqual(before)
    taken.close()
  })

  it('refuses a way of proof for a certificate that is there, where it could not prove its names, and keeps the one before', async () => {
    const { certificates } = agent.client
    const listened =
      (await certificates.list()).find(({ names }) => names[0] === 'listened.myl.test') ?? expect.fail('it was ordered before')
    const wanted = (proof: ProofMethod) => certificates.configure({ certificateId: listened.id, proof })
    const changes = async () =>
      (await agent.client.audit.list({ limit: 50 })).entries.filter(({ action }) => action === 'certificate-configured').length
    const before = await changes()
    expect(await refusalCode(wanted({ via: 'cloud' }))).toBe('CHALLENGE_UNFIT')
    expect(await refusalCode(wanted({ via: 'dns-persist' }))).toBe('DNS_PERSIST_OFF')
    expect(await changes()).toBe(before)
    await wanted({ via: 'http-listener', port: 5003 })
    expect(await changes()).toBe(before + 1)
  })

  it('keeps a DNS server’s key, uses it, and never gives it back', async () => {
    const { proofs } = agent.client
    expect(await proofs.addDnsServer({ server, key: secret })).toEqual({ server })
    expect((await order('f.customer.test', { via: 'rfc2136', server })).failure?.code).toBe('ACME_NAME_REFUSED')
    expect(await proofs.listDnsServers()).toEqual([{ server, addedAt: expect.any(String), usedBy: ['f.customer.test'] }])
    const otherwise = server.replace('rfc2136', 'RFC2136').replace('device-key', 'Device-Key.')
    await proofs.addDnsServer({ server: otherwise, key: secret })
    expect(await proofs.listDnsServers()).toHaveLength(1)
    expect((await order('g.customer.test', { via: 'rfc2136', server: otherwise })).failure?.code).toBe('ACME_NAME_REFUSED')
    expect((await proofs.listDnsServers()).map(({ usedBy }) => usedBy)).toEqual([['f.customer.test', 'g.customer.test']])
    for (const written of [server, otherwise])
      await expect(proofs.removeDnsServer({ server: written })).rejects.toMatchObject({ code: 'DNS_UPDATE_SERVER_IN_USE' })
    const unused = 'rfc2136://127.0.0.1:9/other.test?key=device-key'
    await proofs.addDnsServer({ server: unused, key: `key "device-key" { algorithm hmac-sha512; secret "${secret}"; };` })
    await proofs.removeDnsServer({ server: unused })
    await expect(proofs.removeDnsServer({ server: unused })).rejects.toMatchObject({ code: 'DNS_UPDATE_SERVER_NOT_KEPT' })
    const said = JSON.stringify([await proofs.listDnsServers(), await agent.client.audit.list({ limit: 200 })])
    expect(said).toContain('dns-server-added')
    expect(said).not.toContain(secret)
  })

  it.each([
    ['dns.example', 'DNS_UPDATE_ADDRESS_INVALID'],
    ['rfc2136://dns.example?secret=AAAA', 'DNS_UPDATE_ADDRESS_INVALID'],
    ['rfc2136://dns.example/customer.test', 'DNS_KEY_UNREADABLE'],
  ])('refuses the DNS server %s with %s', async (address, code) => {
    await expect(agent.client.proofs.addDnsServer({ server: address, key: secret })).rejects.toMatchObject({ code })
  })

  it('tells which CNAME delegates a name, and that it could not look', async () => {
    const { proofs } = agent.client
    const found = await proofs.delegation({ name: '*.customer.test' })
    expect(found).toMatchObject({ record: '_acme-challenge.customer.test', state: 'unknown' })
    expect(found.target).toMatch(/\.delegated\.myl\.test$/)
    await expect(proofs.delegation({ name: 'x.myl.test' })).rejects.toMatchObject({ code: 'DELEGATION_NAME_UNUSABLE' })
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAcmeHttp } from '#main/acme/session/acme-http.adapter.ts'
import { createCloudClient } from '#main/licensing/cloud.adapter.ts'
import { freePorts } from '../../support/free-port.ts'
import { caHost, cloudHost, startProxiedWorld } from '../../support/proxied-world.ts'
import { startProxyServer } from '../../support/proxy-server.ts'
import { refusalCode } from '../../support/refusal-code.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const password = 'Passw0rd: with, spaces & ümlauts'
const clock = { now: Date.now }

let world: Awaited<ReturnType<typeof startProxiedWorld>>
const closing: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  world = await startProxiedWorld()
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await world.stop()
})

async function opened(...how: Parameters<typeof world.openAgent>) {
  const agent = await world.openAgent(...how)
  closing.unshift(agent.close)
  return agent
}

type Agent = Awaited<ReturnType<typeof opened>>

/** The directory as a renewal asks for it: one client of the agent's, over several changes of the proxy. */
function authorityOf({ proxy }: Agent) {
  const http = createAcmeHttp({
    directoryUrl: world.directoryUrl,
    extraRootsPem: world.rootPem,
    userAgent: 'test',
    clock,
    proxies: proxy.environment,
    patience: { connecting: 2_000, silence: 2_000, overall: 4_000 },
  })
  return async () => (await http.send({ url: world.directoryUrl, method: 'get' })).status
}

const own = (address: string, more: { user?: string; password?: string; past?: string[] } = {}) => ({
  use: 'own' as const,
  address,
  user: more.user ?? null,
  past: more.past ?? [],
  ...(more.password !== undefined && { password: more.password }),
})

const everythingWritten = () =>
  readdirSync(world.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')

describe('a proxy that wants a name and a password', () => {
  it('is tried, kept, and leads the next request to the authority and to the cloud there, without a restart', async () => {
    const office = await world.startProxy({ credentials: `device:${password}` })
    const agent = await opened()
    const ask = authorityOf(agent)
    const cloud = createCloudClient({
      url: `https://${cloudHost}`,
      getAssertion: async () => '',
      clock,
      random: () => 0,
      userAgent: 'test',
      extraRootsPem: world.rootPem,
      proxies: agent.proxy.environment,
    })
    agent.proxy.use({ use: 'own', address: `http://${office.address}`, user: undefined, password: undefined, past: [] })
    await expect(ask()).rejects.toMatchObject({ refusal: { code: 'PROXY_SIGN_IN' } })
    const view = await agent.setting.set(own(office.address, { user: 'device', password }), false)
    expect(view).toMatchObject({ use: 'own', own: { address: `http://${office.address}`, user: 'device', password: 'kept' } })
    expect(view.ways.map(({ proxy }) => proxy)).toEqual([office.address, office.address])
    office.asked.length = 0
    expect(await ask()).toBe(200)
    expect(await cloud.auth.time()).toEqual({ now: expect.any(String) })
    expect(office.asked).toEqual([`${caHost}:443`, `${cloudHost}:443`])
    expect(agent.looks()).toBe(1)
  })

  it('is still signed in at after a restart, and its password stands nowhere in the data folder, the log or what is shown', async () => {
    const office = await world.startProxy({ credentials: `device:${password}` })
    const first = await opened()
    await first.setting.set(own(office.address, { user: 'device', password }), false)
    expect(first.recorded.map(({ sentence }) => sentence)).toEqual([
      `Connections go through the proxy ${office.address} from now on; past it go: this machine.`,
    ])
    expect(JSON.stringify([first.recorded, await first.setting.get()])).not.toContain('Passw0rd')
    await closing.shift()?.()
    const again = await opened()
    expect(await authorityOf(again)()).toBe(200)
    expect(everythingWritten()).not.toMatch(/Passw0rd|UGFzc3cwcm/)
  })

  it('is not kept without them: the former way stays', async () => {
    const office = await world.startProxy({ credentials: `device:${password}` })
    const agent = await opened()
    expect(await refusalCode(agent.setting.set(own(office.address), false))).toBe('PROXY_SIGN_IN')
    expect(await agent.setting.get()).toMatchObject({ use: 'system', own: null })
    expect(agent.recorded).toEqual([])
  })

  it('keeps its password when other hosts go past it, and no other proxy is told it', async () => {
    const office = await world.startProxy({ credentials: `device:${password}` })
    const agent = await opened()
    await agent.setting.set(own(office.address, { user: 'device', password }), false)
    const view = await agent.setting.set(own(office.address, { user: 'device', past: ['.intranet.example'] }), false)
    expect(view.own).toMatchObject({ password: 'kept', past: ['.intranet.example'] })
    const other = await world.startProxy({ credentials: `device:${password}` })
    expect(await refusalCode(agent.setting.set(own(other.address, { user: 'device' }), false))).toBe('PROXY_SIGN_IN')
  })

  it('is used without the password that another machine sealed, and that is said', async () => {
    const office = await world.startProxy({ credentials: `device:${password}` })
    const first = await opened()
    await first.setting.set(own(office.address, { user: 'device', password }), false)
    const sealed = await first.db.selectFrom('proxy').select('sealed_password').executeTakeFirstOrThrow()
    const strange = Buffer.from(sealed.sealed_password ?? []).reverse()
    await first.db.updateTable('proxy').set({ sealed_password: strange }).execute()
    await closing.shift()?.()
    const again = await opened()
    expect((await again.setting.get()).own).toMatchObject({ password: 'unreadable' })
    expect((await again.setting.test(undefined)).findings.map(({ code }) => code)).toContain('PROXY_SIGN_IN')
  })
})

describe('what is said while a proxy is still being tried', () => {
  it('holds: the way back is not taken again by the trial that ends after it', async () => {
    const office = await world.startProxy()
    const agent = await opened()
    const trial = agent.setting.set(own(office.address), false)
    expect(await agent.setting.set({ use: 'none' }, false)).toMatchObject({ use: 'none' })
    expect(await trial).toMatchObject({ use: 'none', own: null })
    expect(office.asked).not.toEqual([])
    expect(agent.recorded.map(({ action }) => action)).toEqual(['proxy-given-up'])
  })

  it('is no way back for what was asked before it: the later of two proxies is used', async () => {
    const [first, second] = [await world.startProxy(), await world.startProxy()]
    const agent = await opened()
    const earlier = agent.setting.set(own(first.address), false)
    const later = agent.setting.set(own(second.address), false)
    await Promise.all([earlier, later])
    expect(await agent.setting.get()).toMatchObject({ own: { address: `http://${second.address}` } })
  })
})

describe('what stands in the way of a proxy', () => {
  it('that is not there is named, and nothing is kept; who knows better keeps it, and goes back with one call', async () => {
    const [port] = await freePorts(1)
    const dead = `127.0.0.1:${port}`
    const agent = await opened()
    const ask = authorityOf(agent)
    await expect(agent.setting.set(own(dead), false)).rejects.toMatchObject({ code: 'PROXY_UNREACHABLE', data: { proxy: dead } })
    expect(agent.proxy.now()).toEqual({ use: 'system' })
    await agent.setting.set(own(dead), true)
    await expect(ask()).rejects.toMatchObject({ refusal: { code: 'PROXY_UNREACHABLE' } })
    const office = await world.startProxy()
    await agent.setting.set(own(office.address), false)
    expect(await ask()).toBe(200)
    // The way back asks nobody.
    await office.close()
    expect(await agent.setting.set({ use: 'none' }, false)).toMatchObject({
      use: 'none',
      own: null,
      ways: [{ proxy: null }, { proxy: null }],
    })
    expect(agent.recorded.at(-1)?.sentence).toBe('Connections go without a proxy from now on.')
  })

  it('that lets nobody through to the authority is refused by its answer', async () => {
    const office = await world.startProxy({ forbidden: [caHost] })
    const agent = await opened()
    expect(await refusalCode(agent.setting.set(own(office.address), false))).toBe('PROXY_REFUSED')
    const { findings } = await agent.setting.test(own(office.address))
    expect(findings.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'proxy failed',
      `authority:${world.directoryUrl} failed`,
      'cloud ok',
      'interception ok',
    ])
  })

  it('that answers as no proxy does is named', async () => {
    const mail = await startProxyServer('garbage')
    closing.push(mail.stop)
    const agent = await opened()
    expect(await refusalCode(agent.setting.set(own(mail.setting), false))).toBe('PROXY_UNREACHABLE')
  })

  it('that opens encrypted connections itself is seen by whom it names as the issuer', async () => {
    const filter = await createTestAuthority('Office Filter')
    const port = await world.page(caHost, (_, response) => void response.end(), filter)
    const office = await world.startProxy({ hosts: { ...world.hosts, [caHost]: port } })
    const agent = await opened()
    await expect(agent.setting.set(own(office.address), false)).rejects.toMatchObject({
      code: 'ACME_TLS_UNTRUSTED',
      data: { issuer: 'Office Filter Intermediate' },
    })
    const { findings } = await agent.setting.test(own(office.address))
    expect(findings.find(({ id }) => id === 'interception')).toMatchObject({ status: 'failed', code: 'ACME_TLS_UNTRUSTED' })
  })
})

it('hosts that go past it, and this machine itself, are reached directly', async () => {
  const office = await world.startProxy()
  const agent = await opened({ cloudUrl: 'http://127.0.0.1:9' })
  const { ways } = await agent.setting.set(own(office.address, { past: [`*.${caHost.split('.').slice(1).join('.')}`] }), true)
  expect(ways.map(({ proxy }) => proxy)).toEqual([null, null])
  expect((await agent.setting.set(own(office.address, { past: ['other.test'] }), true)).ways.map(({ proxy }) => proxy)).toEqual([
    null,
    office.address,
  ])
})

it('what the system names is used until somebody chooses, and again when they say so', async () => {
  const [of, office] = [await world.startProxy(), await world.startProxy()]
  const agent = await opened({}, { HTTPS_PROXY: `http://${of.address}` })
  expect(await agent.setting.get()).toMatchObject({ use: 'system', ways: [{ proxy: of.address }, { proxy: of.address }] })
  await agent.setting.set(own(office.address), false)
  expect(of.asked).toEqual([])
  await agent.setting.set({ use: 'none' }, false)
  expect((await agent.setting.get()).ways).toMatchObject([{ proxy: null }, { proxy: null }])
  await agent.setting.set({ use: 'system' }, false)
  expect(await authorityOf(agent)()).toBe(200)
  expect(of.asked).toEqual([`${caHost}:443`])
  expect(await agent.db.selectFrom('proxy').selectAll().execute()).toEqual([])
})

it('what administrators have set for the machine holds, is shown as theirs, and is not changed here', async () => {
  const office = await world.startProxy()
  const agent = await opened({
    proxy: { use: 'own', address: `http://${office.address}`, user: undefined, password: undefined, past: ['.intranet.example'] },
  })
  expect(await agent.setting.get()).toMatchObject({ use: 'own', byOrganisation: true, own: { past: ['.intranet.example'] } })
  await expect(agent.setting.set({ use: 'none' }, false)).rejects.toMatchObject({
    code: 'PROXY_SET_BY_ORGANISATION',
    data: { proxy: office.address },
  })
  expect(await authorityOf(agent)()).toBe(200)
})

it.each([
  ['socks5://127.0.0.1:1080', 'PROXY_SETTING_INVALID'],
  ['http://device:secret@proxy.test:3128', 'PROXY_PASSWORD_IN_ADDRESS'],
  ['http://proxy.test:3128/somewhere', 'PROXY_ADDRESS_UNREADABLE'],
  ['http://', 'PROXY_ADDRESS_UNREADABLE'],
  ['two words', 'PROXY_ADDRESS_UNREADABLE'],
])('%s is no address of a proxy (%s)', async (address, code) => {
  const agent = await opened()
  const refused = await agent.setting.set(own(address), true).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code })
  expect(JSON.stringify(refused)).not.toContain('secret')
})

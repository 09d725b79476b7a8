import { randomUUID, sign } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, minute } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { makeAssertion } from '#main/device/assertion.policy.ts'
import { type CloudClientNeeds, createCloudClient } from '#main/licensing/cloud.adapter.ts'
import { startCloudAlone, type TestCloud } from '../../support/cloud.ts'
import { createTestDevice, type TestDevice } from '../../support/cloud-device.ts'
import { freePorts } from '../../support/free-port.ts'
import { relayTo } from '../../support/tcp-relay.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

/** A loaded machine is slow; what never happens still fails. */
const patience = { timeout: 20_000 }

const needs = {
  clock: { now: () => Date.now() },
  random: () => 0,
  userAgent: 'MyLZip-SSL/test',
  getAssertion: async () => {
    throw new Refusal('NOT_ENROLLED')
  },
} satisfies Omit<CloudClientNeeds, 'url'>

describe('the agent’s client of the cloud', () => {
  let cloud: TestCloud
  let device: TestDevice

  beforeAll(async () => {
    cloud = await startCloudAlone()
    device = await cloud.newDevice()
  })
  afterAll(() => cloud?.close())

  /** A client of the enrolled device; `skew` is how wrong its own clock is. */
  function clientOf({ skew = 0, url = cloud.url, ...more }: Partial<CloudClientNeeds> & { skew?: number } = {}) {
    const assertions: number[] = []
    const { deviceId, audience } = device.enrolled
    const getAssertion = async (at: number) => {
      assertions.push(at)
      return makeAssertion({ deviceId, audience, at, id: randomUUID() }, (message) => sign(null, message, device.privateKey))
    }
    const client = createCloudClient({ ...needs, url, getAssertion, clock: { now: () => Date.now() + skew }, ...more })
    return { client, assertions }
  }

  test('calls as the device it is, with one access token for many calls', async () => {
    const { client, assertions } = clientOf()
    expect(await client.dns.publishAddresses({ addresses: ['192.168.1.7'] })).toEqual({ addresses: ['192.168.1.7'] })
    expect((await client.devices.auditHeads()).heads).toEqual([])
    expect(assertions).toHaveLength(1)
  })

  test('makes calls that change something and have nothing to say beside their address', async () => {
    const { client } = clientOf()
    await expect(client.labels.addName({ zone: 'elsewhere.test' })).rejects.toMatchObject({ code: 'ZONE_UNKNOWN' })
    expect(await client.labels.addName({ zone: 'myl.test' })).toMatchObject({ zones: ['myl.test'] })
  })

  test('keeps one connection open for calls that follow each other', async () => {
    const relay = await relayTo(cloud.url)
    const { client } = clientOf({ url: relay.url })
    for (let call = 0; call < 5; call += 1) await client.devices.auditHeads()
    expect(relay.connections()).toBe(1)
    await relay.close()
  })

  test('hands on the cloud’s own refusals with their facts', async () => {
    const { token } = await cloud.newTeam()
    const client = createCloudClient({ ...needs, url: cloud.url })
    await client.devices.enrol({ token, publicKey: createTestDevice(cloud.url, cloud.clock).publicKey, label: 'frontdesk' })
    const second = client.devices.enrol({ token, publicKey: createTestDevice(cloud.url, cloud.clock).publicKey, label: 'frontdesk' })
    await expect(second).rejects.toMatchObject({
      code: 'LABEL_TAKEN',
      data: { label: 'frontdesk' },
      message: 'The name frontdesk is taken. Choose another one.',
    })
    await expect(clientOf().client.dns.publishChallenge({ name: 'other.myl.test', value: 'v'.repeat(43) })).rejects.toMatchObject({
      code: 'NAME_NOT_YOURS',
    })
  })

  test('does not even ask when the device is not enrolled', async () => {
    await expect(createCloudClient({ ...needs, url: cloud.url }).devices.auditHeads()).rejects.toMatchObject({ code: 'NOT_ENROLLED' })
  })

  test('renews a token that ended early, once and unnoticed', async () => {
    const { client, assertions } = clientOf()
    await client.devices.auditHeads()
    // For the cloud a quarter of an hour passes, for the device's clock nothing.
    cloud.clock.pass(16 * minute)
    await client.devices.auditHeads()
    expect(assertions.length).toBeGreaterThanOrEqual(2)
  })

  test.each([
    ['two years behind', -730 * day],
    ['a day ahead', day],
    ['two minutes behind', -2 * minute],
  ])('works on a machine whose clock is %s', async (_, skew) => {
    const { client } = clientOf({ skew })
    expect(await client.devices.auditHeads()).toMatchObject({ heads: [] })
  })

  test('says so when the cloud knows the device no longer', async () => {
    const getAssertion = async () => device.assertion({ iss: randomUUID(), sub: randomUUID() })
    await expect(clientOf({ getAssertion }).client.devices.auditHeads()).rejects.toMatchObject({ code: 'DEVICE_UNKNOWN' })
  })

  test('gets through when an answer is lost: what may be said twice is said again', async () => {
    const relay = await relayTo(cloud.url)
    const { client } = clientOf({ url: relay.url, random: () => 0.5 })
    await client.devices.auditHeads()
    relay.loseAnswers(true)
    // The cloud hears this, and its answer is lost.
    const report = { id: randomUUID(), at: new Date().toISOString(), kind: 'agent-started' as const, detail: {} }
    const reporting = client.devices.report({ reports: [report] })
    await expect.poll(() => relay.connections(), patience).toBeGreaterThan(1)
    relay.loseAnswers(false)
    // Zero were new: the cloud had heard it the first time.
    expect(await reporting).toEqual({ accepted: 0 })
    await relay.close()
  })
})

describe('what answers in the cloud’s place, or not at all', () => {
  const servers: Server[] = []
  afterEach(() =>
    Promise.all(servers.splice(0).map((server) => new Promise((resolve) => void server.close(resolve).closeAllConnections()))),
  )

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const json =
    (body: unknown): RequestListener =>
    (_, response) =>
      void response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  const timeOf = (url: string, more: Partial<CloudClientNeeds> = {}) => createCloudClient({ ...needs, url, ...more }).auth.time()

  test('nothing: refused with the reason', async () => {
    const [port] = await freePorts(1)
    const url = `http://127.0.0.1:${port}`
    await expect(timeOf(url)).rejects.toMatchObject({
      code: 'CLOUD_UNREACHABLE',
      data: { cloud: url, reason: 'the connection was refused' },
    })
  })

  test('a server that hangs: given up in time, and not tried again at once', async () => {
    let requests = 0
    const url = await serve(() => {
      requests += 1
    })
    const began = performance.now()
    await expect(timeOf(url, { timeoutMs: 200 })).rejects.toMatchObject({
      code: 'CLOUD_UNREACHABLE',
      data: { reason: 'it did not answer in time' },
    })
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(requests).toBe(1)
  })

  test('a server that hangs while the agent stops: left at once', async () => {
    const url = await serve(() => undefined)
    const stopping = new AbortController()
    setTimeout(() => stopping.abort(), 100)
    const began = performance.now()
    await expect(timeOf(url, { signal: stopping.signal })).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  test.each<[string, RequestListener]>([
    ['a portal’s page', (_, response) => void response.setHeader('content-type', 'text/html').end('<h1>Please log in</h1>')],
    ['a filter’s block page', (_, response) => void response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Blocked</h1>')],
    [
      'a filter’s block in JSON',
      (_, response) => void response.writeHead(403, { 'content-type': 'application/json' }).end('{"blocked":true}'),
    ],
    ['JSON of another form', json({ hello: 'world' })],
    ['broken JSON', (_, response) => void response.setHeader('content-type', 'application/json').end('{"now":')],
    ['a gateway without its server', (_, response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('Bad Gateway')],
    [
      'endless data',
      (_, response) => {
        response.setHeader('content-type', 'application/json')
        const pour = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        }
        response.on('drain', pour)
        pour()
      },
    ],
  ])('%s: not taken for the cloud', async (_, listener) => {
    await expect(timeOf(await serve(listener))).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
  })

  test('the cloud itself: heard without Node’s fetch, which an agent that waits would keep in memory for this alone', async () => {
    const url = await serve(json({ now: '2026-11-03T10:00:00.000Z' }))
    for (const name of ['fetch', 'Request', 'Response', 'Headers', 'FormData']) vi.stubGlobal(name, undefined)
    onTestFinished(() => void vi.unstubAllGlobals())
    expect(await timeOf(url)).toEqual({ now: '2026-11-03T10:00:00.000Z' })
  })

  test('a redirect: not followed, so the token goes to nobody else', async () => {
    let elsewhere = 0
    const other = await serve((_, response) => {
      elsewhere += 1
      response.end()
    })
    const url = await serve((_, response) => void response.writeHead(307, { location: other }).end())
    await expect(timeOf(url)).rejects.toMatchObject({
      code: 'CLOUD_UNREACHABLE',
      data: { reason: 'something else answers in its place, with HTTP status 307' },
    })
    expect(elsewhere).toBe(0)
  })

  test('a cloud that is busy for a moment: asked again after as long as it says', async () => {
    const asked: number[] = []
    const url = await serve((_, response) => {
      asked.push(performance.now())
      if (asked.length < 3) response.writeHead(asked.length === 1 ? 503 : 429, { 'retry-after': '1' }).end()
      else json({ now: '2026-11-03T10:00:00.000Z' })(_, response)
    })
    expect(await timeOf(url)).toEqual({ now: '2026-11-03T10:00:00.000Z' })
    const [first = 0, second = 0, third = 0] = asked
    expect(second - first).toBeGreaterThanOrEqual(990)
    expect(third - second).toBeGreaterThanOrEqual(990)
  })

  test('a cloud that stays busy: four tries, then left to the outbox', async () => {
    let asked = 0
    const url = await serve((_, response) => {
      asked += 1
      response.writeHead(503).end()
    })
    await expect(timeOf(url)).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE', data: { reason: 'it failed with HTTP status 503' } })
    expect(asked).toBe(4)
  })

  test('a refusal that this version does not know: said as it is', async () => {
    const url = await serve(
      (_, response) =>
        void response
          .writeHead(409, { 'content-type': 'application/json' })
          .end(JSON.stringify({ defined: true, code: 'NEWER_CODE', status: 409, message: 'x', data: {} })),
    )
    await expect(timeOf(url)).rejects.toMatchObject({ code: 'CLOUD_REFUSED', data: { code: 'NEWER_CODE' } })
  })

  test('a server with a certificate nobody here trusts: not spoken to, unless its root was given', async () => {
    const authority = await createTestAuthority()
    const { certificatePem, chainPem, privateKeyPem } = await authority.issue({ names: ['localhost'] })
    const server = createTlsServer(
      { cert: certificatePem + chainPem.join(''), key: privateKeyPem },
      json({ now: '2026-11-03T10:00:00.000Z' }),
    )
    servers.push(server)
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const url = `https://localhost:${(server.address() as AddressInfo).port}`
    await expect(timeOf(url)).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE', data: { reason: 'its certificate is not trusted' } })
    expect(await timeOf(url, { extraRootsPem: authority.rootPem })).toEqual({ now: '2026-11-03T10:00:00.000Z' })
  })
})

import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { startCloud, type TestCloud } from '../../support/cloud.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

describeOnEachDatabase('rate limits', (test, under) => {
  async function withCloud(
    options: Parameters<typeof startCloud>[0] extends infer Options ? Omit<Options, 'db'> : never,
    work: (cloud: TestCloud) => Promise<void>,
  ) {
    const cloud = await startCloud({ db: under.database.db, ...options })
    await work(cloud).finally(cloud.close)
  }
  const ask = async (cloud: TestCloud, forwardedFor?: string, path = '/api/auth/time') =>
    (await fetch(cloud.url + path, { headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor } })).status

  test('an address that asks too often is told when to come back', () =>
    withCloud({ limits: { perAddress: 3 } }, async (cloud) => {
      for (let n = 0; n < 3; n++) expect(await ask(cloud)).toBe(200)
      const response = await fetch(`${cloud.url}/api/auth/time`)
      expect(response.status).toBe(429)
      const wait = Number(response.headers.get('retry-after'))
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(60)
      expect(await response.json()).toMatchObject({ code: 'RATE_LIMITED', title: 'Too Many Requests', data: { retryAfterSeconds: wait } })
    }))

  test('addresses that do not exist count too, and the health never does', () =>
    withCloud({ limits: { perAddress: 2 } }, async (cloud) => {
      expect([await ask(cloud, undefined, '/x'), await ask(cloud, undefined, '/y'), await ask(cloud)]).toEqual([404, 404, 429])
      for (let n = 0; n < 5; n++) expect(await ask(cloud, undefined, '/health/ready')).toBe(200)
    }))

  test('a device that asks too often is held back, and its neighbour behind the same address is not', () =>
    withCloud({ limits: { perCaller: 2 } }, async (cloud) => {
      const [busy, neighbour] = [await cloud.newDevice(), await cloud.newDevice()]
      await busy.api.devices.auditHeads()
      await busy.api.devices.auditHeads()
      const refusal = await refusalOf(busy.api.devices.auditHeads())
      expect(refusal).toMatchObject({ code: 'RATE_LIMITED', status: 429, defined: true, data: { retryAfterSeconds: expect.any(Number) } })
      await expect(neighbour.api.devices.auditHeads()).resolves.toEqual({ heads: [] })

      const response = await fetch(`${cloud.url}/api/devices/self/audit-heads`, {
        headers: { authorization: `Bearer ${await busy.accessToken()}` },
      })
      expect([response.status, Number(response.headers.get('retry-after')) > 0]).toEqual([429, true])
    }))

  test('devices of one office do not use up what its address may ask, and whoever has no good token does', () =>
    withCloud({ limits: { perAddress: 20 } }, async (cloud) => {
      const office = [await cloud.newDevice(), await cloud.newDevice()]
      for (let n = 0; n < 15; n++) for (const { api } of office) await expect(api.devices.auditHeads()).resolves.toEqual({ heads: [] })
      const headers = { authorization: `Bearer ${await office[0]?.accessToken()}x` }
      const statuses: number[] = []
      while (statuses.length < 21) statuses.push((await fetch(`${cloud.url}/api/devices/self/audit-heads`, { headers })).status)
      expect([statuses[0], statuses.at(-1)]).toEqual([401, 429])
      await expect(office[1]?.api.devices.auditHeads()).resolves.toEqual({ heads: [] })
    }))

  test('nobody escapes by a path that begins like a device’s call and leads elsewhere', () =>
    withCloud({ limits: { perAddress: 4 } }, async (cloud) => {
      const headers = { authorization: `Bearer ${await (await cloud.newDevice()).accessToken()}` }
      const { port } = cloud.app.server.address() as AddressInfo
      // Not by fetch, which would resolve the path itself.
      const asked = async (path: string) => {
        const [response] = await once(request({ host: '127.0.0.1', port, path, headers }).end(), 'response')
        return response.resume().statusCode
      }
      const statuses: number[] = []
      for (const up of ['..', '%2e%2e', '.%2E', '..']) statuses.push(await asked(`/api/devices/self/${up}/${up}/auth/time`))
      // To enrol and to ask for a token were two.
      expect(statuses).toEqual([200, 200, 429, 429])
      expect(await asked('/api/devices/self/audit-heads')).toBe(200)
    }))

  test('without a proxy nobody escapes by writing X-Forwarded-For', () =>
    withCloud({ limits: { perAddress: 2 } }, async (cloud) => {
      expect([await ask(cloud, '198.51.100.1'), await ask(cloud, '198.51.100.2'), await ask(cloud, '198.51.100.3')]).toEqual([
        200, 200, 429,
      ])
    }))

  test('behind a proxy each client is counted by the address the proxy saw, whatever the client wrote before it', () =>
    withCloud({ limits: { perAddress: 2 }, trustedProxies: ['127.0.0.0/8'] }, async (cloud) => {
      const asBusy = (spoofed: string) => ask(cloud, `${spoofed}, 198.51.100.1`)
      expect([await asBusy('203.0.113.1'), await asBusy('203.0.113.2'), await asBusy('203.0.113.3')]).toEqual([200, 200, 429])
      expect(await ask(cloud, '203.0.113.1, 198.51.100.2')).toBe(200)
    }))

  test('an IPv6 client is counted with its whole network', () =>
    withCloud({ limits: { perAddress: 2 }, trustedProxies: ['127.0.0.1'] }, async (cloud) => {
      expect([await ask(cloud, '2001:db8:1:2::1'), await ask(cloud, '2001:db8:1:2::2'), await ask(cloud, '2001:db8:1:2:ffff::3')]).toEqual([
        200, 200, 429,
      ])
      expect(await ask(cloud, '2001:db8:1:3::1')).toBe(200)
    }))
})

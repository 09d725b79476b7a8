import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { day, minute } from '@mylzip/shared/domain/time.ts'
import { expect, onTestFinished } from 'vitest'
import { startCloud, type TestCloud } from '../../support/cloud.ts'
import { refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openEventStream, type SentEvent } from '../../support/event-stream.ts'

describeOnEachDatabase('commands for devices', (test, under) => {
  async function newFleet(cloud: TestCloud = under.cloud) {
    const { teamId, token } = await cloud.newTeam()
    const device = await cloud.newDevice({ token })
    const { api } = await cloud.newPerson({ teamId, role: 'admin' })
    const renew = async () => (await api.ssl.renewCertificate({ deviceId: device.enrolled.deviceId })).id
    return { teamId, device, api, renew }
  }

  async function listen(device: TestDevice, url = under.cloud.url, headers: Record<string, string> = {}) {
    const stream = await openEventStream(`${url}/api/devices/self/commands`, {
      authorization: `Bearer ${await device.accessToken()}`,
      ...headers,
    })
    onTestFinished(stream.close)
    let last: SentEvent | undefined
    const next = async () => {
      for (;;) {
        const event = await stream.next()
        last = event?.event === 'done' ? event : last
        if (event?.event !== 'message') return undefined
        const command = JSON.parse(event.data)
        if (!('flowing' in command)) return { id: event.id, command }
      }
    }
    return { ...stream, next, goodbye: () => last }
  }

  test('reach a device that is online within a second', async () => {
    const { device, renew } = await newFleet()
    const { next, response } = await listen(device)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const id = await renew()
    const begun = performance.now()
    const event = await next()
    expect(event?.command).toEqual({ id, seq: 1, log: expect.any(String), order: { kind: 'renew', certificate: null } })
    expect(event?.id).toBe(`${event?.command.log}:1`)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  test('wait for a device that is away, in the order in which they were given', async () => {
    const { device, api, renew } = await newFleet()
    const { deviceId } = device.enrolled
    const first = await renew()
    const second = await api.ssl.provisionDevice({ deviceId, domain: 'www.example.test', certificateType: 'wildcard', autoRenewal: false })
    under.cloud.clock.pass(60 * day)
    const { next } = await listen(device)
    expect((await next())?.command.id).toBe(first)
    const order = { kind: 'provision', names: ['*.www.example.test', 'www.example.test'], autoRenewal: false }
    expect((await next())?.command).toMatchObject({ id: second.id, seq: 2, order })
  })

  test('come again as long as the device has not said that they are done, and with Last-Event-ID only those after it', async () => {
    const { device, renew } = await newFleet()
    const [first, second, third] = [await renew(), await renew(), await renew()]
    await device.api.commands.report({ operationId: first, state: 'delivered' })
    await device.api.commands.report({ operationId: second, state: 'succeeded' })
    const anew = await listen(device)
    expect((await anew.next())?.command.id).toBe(first)
    expect((await anew.next())?.command.id).toBe(third)
    const { command } = (await (await listen(device)).next()) ?? {}
    for (const place of ['2', `${command.log}:2`]) {
      const resumed = await listen(device, under.cloud.url, { 'last-event-id': place })
      expect((await resumed.next())?.command.id).toBe(third)
    }
    const elsewhere = await listen(device, under.cloud.url, { 'last-event-id': `${randomUUID()}:2` })
    expect((await elsewhere.next())?.command.id).toBe(first)
    const odd = await listen(device, under.cloud.url, { 'last-event-id': 'nonsense' })
    expect((await odd.next())?.command.id).toBe(first)
  })

  test('are answered to a device that asks and waits, at once or as soon as there are any', async () => {
    const { device, renew } = await newFleet()
    expect(await device.api.commands.wait({ after: 0, waitSeconds: 0 })).toEqual({ commands: [] })
    const waiting = device.api.commands.wait({ after: 0, waitSeconds: 10 })
    await pause(100)
    const id = await renew()
    const begun = performance.now()
    expect((await waiting).commands.map((command) => command.id)).toEqual([id])
    expect(performance.now() - begun).toBeLessThan(1_000)
    expect((await device.api.commands.wait({ after: 0, waitSeconds: 10 })).commands).toHaveLength(1)
    expect((await device.api.commands.wait({ after: 1, waitSeconds: 0 })).commands).toEqual([])
  })

  test('reach a device that is connected to another instance', async () => {
    const connection = under.database.again?.()
    const other = await startCloud({ db: connection?.db ?? under.database.db, clock: under.cloud.clock })
    onTestFinished(async () => {
      await other.close()
      await connection?.close()
    })
    const { device, renew } = await newFleet()
    const { next } = await listen(device, other.url)
    const id = await renew()
    const begun = performance.now()
    expect((await next())?.command.id).toBe(id)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  test('are numbered without a gap, and none is missed, when many are given at once', async () => {
    const { device, renew } = await newFleet()
    const { next } = await listen(device)
    const ids = await Promise.all(Array.from({ length: 10 }, renew))
    const got = []
    for (const _ of ids) got.push(await next())
    expect(got.map((event) => event?.command.seq)).toEqual(ids.map((_, index) => index + 1))
    expect(new Set(got.map((event) => event?.command.id))).toEqual(new Set(ids))
  })

  test('tell how far they came: forward only, however reports are repeated and overtake each other', async () => {
    const { device, api, renew } = await newFleet()
    const operationId = await renew()
    const state = async () => (await api.ssl.operation({ operationId })).state
    expect(await state()).toBe('queued')
    const { report } = device.api.commands
    await report({ operationId, state: 'running', progress: { step: 'order', done: 1, of: 7 } })
    expect(await report({ operationId, state: 'delivered' })).toEqual({ state: 'running' })
    expect(await api.ssl.operation({ operationId })).toMatchObject({ state: 'running', progress: { step: 'order', done: 1, of: 7 } })
    await report({ operationId, state: 'succeeded', result: { serial: '0A', note: 'NUL \0 and half \ud800' } })
    expect(await report({ operationId, state: 'failed', failure: { code: 'DEFECT', sentence: 'late' } })).toEqual({ state: 'succeeded' })
    expect(await api.ssl.operation({ operationId })).toMatchObject({
      state: 'succeeded',
      failure: null,
      result: { serial: '0A', note: 'NUL \ufffd and half \ufffd' },
    })
  })

  test('belong to their device: another, of the same team, cannot say anything of them', async () => {
    const { teamId, renew } = await newFleet()
    const { token } = await under.cloud.devices.createEnrolmentToken({ teamId, maxUses: 1, lifetime: day })
    const sibling = await under.cloud.newDevice({ token })
    const operationId = await renew()
    expect(await refusalOf(sibling.api.commands.report({ operationId, state: 'succeeded' }))).toMatchObject({
      code: 'OPERATION_NOT_FOUND',
      status: 404,
    })
    expect(await sibling.api.commands.wait({ waitSeconds: 0 })).toEqual({ commands: [] })
  })

  test('go to two connections of a device at most: of three the oldest ends, whichever way it listens', async () => {
    const { device, renew } = await newFleet()
    const [first, second] = [await listen(device), await listen(device)]
    const third = device.api.commands.wait({ after: 0, waitSeconds: 20 })
    expect(await first.next()).toBeUndefined()
    const id = await renew()
    expect((await second.next())?.command.id).toBe(id)
    expect((await third).commands).toMatchObject([{ id }])
  })

  test('are waited for by as many devices as an instance takes, and by no more', async () => {
    const small = await startCloud({ db: under.database.db, clock: under.cloud.clock, mostListeners: 1 })
    onTestFinished(small.close)
    const [one, other] = [await small.newDevice(), await small.newDevice()]
    const { close } = await listen(one, small.url)
    await one.api.commands.wait({ after: 0, waitSeconds: 0 }).catch(() => undefined)
    expect(await refusalOf(other.api.commands.wait({ after: 0, waitSeconds: 0 }))).toMatchObject({
      code: 'TOO_MANY_LISTENERS',
      status: 503,
    })
    close()
    await expect.poll(() => other.api.commands.wait({ after: 0, waitSeconds: 0 }).catch(() => undefined)).toEqual({ commands: [] })
  })

  test('a stream ends before the access token does, so that a device whose key was taken is soon out', async () => {
    const { device, renew } = await newFleet()
    const { next } = await listen(device)
    under.cloud.clock.pass(15 * minute)
    await renew()
    await next()
    expect(await next()).toBeUndefined()
  })

  test('a cloud that stops lets those go that wait, and does not wait for them', async () => {
    const own = await startCloud({ db: under.database.db })
    const { device } = await newFleet(own)
    const { next, goodbye } = await listen(device, own.url)
    const waiting = device.api.commands.wait({ waitSeconds: 25 }).catch(() => 'cut off')
    await pause(100)
    const begun = performance.now()
    await own.close()
    expect(performance.now() - begun).toBeLessThan(1_000)
    expect(await next()).toBeUndefined()
    expect(goodbye()).toMatchObject({ event: 'done', retry: expect.any(Number) })
    await waiting
  })
})

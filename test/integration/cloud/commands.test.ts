import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { day, minute } from '@mylzip/shared/domain/time.ts'
import { decodeJwt, importJWK, jwtVerify } from 'jose'
import { expect, onTestFinished } from 'vitest'
import { ringAgain } from '#cloud/jobs/ring-again.job.ts'
import { createCommandBells } from '#cloud/modules/commands/command-bell.ts'
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
    const [type, kept, guessed, held] = ['content-type', 'cache-control', 'x-content-type-options', 'x-accel-buffering'].map((name) =>
      response.headers.get(name),
    )
    expect([type, kept, guessed, held]).toEqual(['text/event-stream', 'no-store', 'nosniff', 'no'])
    const id = await renew()
    const begun = performance.now()
    const event = await next()
    expect(event?.command).toEqual({ id, seq: 1, log: expect.any(String), order: { kind: 'renew', certificate: null } })
    expect(event?.id).toBe(`${event?.command.log}:1`)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  test('are looked for once more where the call for them was lost on the way', async () => {
    const { device, renew } = await newFleet()
    const deaf = createCommandBells(async () => ({ stop: async () => undefined }))
    const bell = await deaf.bellFor(device.enrolled.deviceId)
    await renew()
    expect(await bell.rung(20)).toBe(false)
    await ringAgain(under.database.db, deaf, under.cloud.clock.now())
    expect(await bell.rung(20)).toBe(true)
    await ringAgain(under.database.db, deaf, under.cloud.clock.now() + 2 * minute)
    expect(await bell.rung(20)).toBe(false)
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
    const authorization = `Bearer ${await other.accessToken()}`
    const stream = await fetch(`${small.url}/api/devices/self/commands`, { headers: { authorization } })
    expect([stream.status, await stream.json()]).toMatchObject([503, { code: 'TOO_MANY_LISTENERS' }])
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

  test('call it when its team’s policy was changed, and it is told what to obey, signed, and once', async () => {
    const { slug, teamId, token } = await under.cloud.newTeam()
    const { api } = await under.cloud.newPerson({ teamId, role: 'admin' })
    const device = await under.cloud.newDevice({ token, label: 'till-7' })
    const other = await under.cloud.newDevice()
    const { policies } = device.api
    const first = await policies.mine({})
    if (first.status !== 200) throw new Error('there is no first document')
    expect(decodeJwt(first.body.document)).toMatchObject({ sub: device.enrolled.deviceId, version: 0, rules: {} })
    expect(await policies.mine({ headers: { 'if-none-match': first.headers.etag } })).toMatchObject({ status: 304 })

    const { next } = await listen(device)
    const waiting = device.api.commands.wait({ waitSeconds: 20 })
    const elsewhere = other.api.commands.wait({ waitSeconds: 1 })
    await pause(200)
    const groups = [{ name: 'tills', labels: ['till-*'], rules: { keyType: 'p-256' as const } }]
    const document = { everyone: { keyType: 'rsa-3072' as const, exportableKeys: false }, groups, reservedLabels: ['payroll'] }
    expect(await api.policies.set({ team: slug, basedOn: 0, document })).toMatchObject({ version: 1, document })
    expect((await next())?.command).toEqual({ policyChanged: true })
    expect(await waiting).toEqual({ commands: [], policyChanged: true })
    expect(await elsewhere).toEqual({ commands: [] })

    const changed = await policies.mine({ headers: { 'if-none-match': first.headers.etag } })
    if (changed.status !== 200) throw new Error('nothing has changed')
    const { keys } = JSON.parse(Buffer.from((await device.api.licences.keys()).payload, 'base64url').toString())
    const { payload, protectedHeader } = await jwtVerify(changed.body.document, await importJWK(keys[0], 'EdDSA'))
    expect(protectedHeader.typ).toBe('mylzip-policy+jwt')
    expect(payload).toMatchObject({ version: 1, rules: { keyType: 'p-256', exportableKeys: false } })
    await device.api.deviceState.tell({ state: { version: '1', certificates: [], policy: 1 } })
    expect(await api.ssl.deviceStatus({ deviceId: device.enrolled.deviceId })).toMatchObject({ policyVersion: 1 })
    for (const label of ['payroll', 'payro11']) expect((await api.labels.device({ team: slug, label })).free).toBe(false)
  })

  test('a policy is set by admins whose plan has it, kept version by version, and never one that stops renewals', async () => {
    const { slug, teamId } = await under.cloud.newTeam()
    const { api } = await under.cloud.newPerson({ teamId, role: 'admin' })
    const member = await under.cloud.newPerson({ teamId, role: 'member' })
    const set = (basedOn: number, everyone: FleetRules, by = api) => by.policies.set({ team: slug, basedOn, document: { everyone } })
    expect(await refusalOf(set(0, {}, member.api))).toMatchObject({ code: 'ROLE_TOO_LOW' })
    expect(await refusalOf(set(0, { renewal: { hours: { from: 3, to: 3 } } }))).toMatchObject({
      code: 'POLICY_STOPS_RENEWALS',
      status: 422,
    })
    expect(await refusalOf(set(0, { renewal: { shareLeft: 0.01 } }))).toMatchObject({ code: 'POLICY_STOPS_RENEWALS' })
    const twice = ['https://ca.test/dir', 'https://ca.test/dir']
    expect(await refusalOf(set(0, { authorities: twice }))).toMatchObject({ code: 'POLICY_UNUSABLE', status: 422 })
    expect(await refusalOf(set(0, { authorities: ['http://ca.test/dir'] }))).toMatchObject({ code: 'INPUT_INVALID', status: 400 })
    expect(await member.api.policies.read({ team: slug })).toMatchObject({ version: 0, at: null })

    const both = await Promise.allSettled([set(0, { keyType: 'p-256' }), set(0, { keyType: 'p-384' })])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await refusalOf(set(0, { profile: 'classic' }))).toMatchObject({
      code: 'POLICY_CHANGED',
      status: 409,
      data: { version: 1, basedOn: 0 },
    })
    const { document } = await api.policies.read({ team: slug })
    expect(await api.policies.set({ team: slug, basedOn: 1, document })).toMatchObject({ version: 1 })

    await under.database.db.updateTable('licences').set({ withdrawn_at: under.cloud.clock.now() }).where('team_id', '=', teamId).execute()
    expect(await refusalOf(set(1, { keyType: 'rsa-4096' }))).toMatchObject({ code: 'LICENCE_EXPIRED', status: 402 })
    expect(await api.policies.clear({ team: slug })).toMatchObject({ version: 2, document: { everyone: {} } })
    const { items, next } = await api.policies.versions({ team: slug, limit: 1 })
    expect(items).toMatchObject([{ version: 2, by: { kind: 'person' } }])
    expect((await api.policies.versions({ team: slug, limit: 5, cursor: next ?? '' })).items).toMatchObject([{ version: 1, document }])
    const actions = (await api.teams.audit({ team: slug })).items.map(({ action, facts }) => [action, facts.version])
    expect(actions.slice(0, 2)).toEqual([
      ['policy.cleared', 2],
      ['policy.changed', 1],
    ])
    expect((await api.teams.verifyAudit({ team: slug })).brokenAt).toBeNull()
  })
})

import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { day } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAssertions } from '#main/device/assertions.ts'
import { createEnrolment } from '#main/device/enrolment.service.ts'
import { createCloudClient } from '#main/licensing/cloud.adapter.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { freePorts } from '../../support/free-port.ts'
import { relayTo } from '../../support/tcp-relay.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('enrolling this device', () => {
  let cloud: CloudAlone
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let agent: AgentFoundations

  beforeAll(async () => {
    cloud = await startCloudAlone()
  })
  afterAll(() => cloud?.close())
  beforeEach(async () => {
    folder = await temporaryFolder()
    agent = await openFoundations(folder.path)
  })
  afterEach(async () => {
    await agent.close()
    await folder.remove()
  })

  const restart = async () => {
    await agent.close()
    agent = await openFoundations(folder.path)
  }
  function enrolment(cloudUrl = cloud.url, skew = 0) {
    const { db, deviceKey, audit } = agent
    const clock = { now: () => Date.now() + skew }
    const client = createCloudClient({
      url: cloudUrl,
      getAssertion: createAssertions({ db, deviceKey }),
      clock,
      random: () => 0,
      userAgent: 'test',
    })
    return { client, ...createEnrolment({ db, clock, deviceKey, audit, cloud: client, cloudUrl }) }
  }
  const actions = async () => (await agent.audit.list({ limit: 50 })).entries.map(({ action }) => action)

  test('gives it a name and a team, is kept, and stands in the audit log', async () => {
    const { token, slug } = await cloud.newTeam()
    const device = await enrolment().ensure({ token })
    expect(device).toMatchObject({ name: expect.stringContaining(`.${slug}.myl.test`), team: `Team ${slug}`, cloudUrl: cloud.url })
    await restart()
    expect(await enrolment().current()).toEqual(device)
    const { entries } = await agent.audit.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ action: 'device-enrolled', sentence: `This device joined Team ${slug} as ${device.name}.` })
  })

  test('is done once: later starts ask the cloud nothing', async () => {
    const { token } = await cloud.newTeam({ maxUses: 1 })
    const device = await enrolment().ensure({ token })
    await restart()
    const relay = await relayTo(cloud.url)
    expect(await enrolment().ensure({ token })).toEqual(device)
    expect(await enrolment().ensure({ token: undefined })).toEqual(device)
    expect(relay.connections()).toBe(0)
    await relay.close()
    expect(await actions()).toEqual(['device-enrolled'])
  })

  test('that was cut off after the cloud had heard it finds the same device, with a token that is used up by then', async () => {
    const { token, teamId } = await cloud.newTeam({ maxUses: 1 })
    const relay = await relayTo(cloud.url)
    relay.loseAnswers(true)
    await expect(enrolment(relay.url).ensure({ token })).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
    expect(await enrolment().current()).toBeUndefined()
    await restart()
    relay.loseAnswers(false)
    await enrolment(relay.url).ensure({ token })
    const { count } = await cloud.db
      .selectFrom('devices')
      .select((of) => of.fn.countAll<number>().as('count'))
      .where('team_id', '=', teamId)
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(1)
    await relay.close()
  })

  test('that failed while it was saved is repeated and finds the same device', async () => {
    const { token } = await cloud.newTeam({ maxUses: 1 })
    const { db, deviceKey, clock } = agent
    const client = enrolment().client
    const failing = createEnrolment({
      db,
      clock,
      deviceKey,
      cloud: client,
      cloudUrl: cloud.url,
      audit: { record: () => Promise.reject(new Error('power cut')), announce: () => undefined },
    })
    await expect(failing.ensure({ token })).rejects.toThrow('power cut')
    await restart()
    expect(await enrolment().current()).toBeUndefined()
    expect(await enrolment().ensure({ token })).toMatchObject({ cloudUrl: cloud.url })
    expect(await actions()).toEqual(['device-enrolled'])
  })

  test('takes the label a person chose', async () => {
    const { token, slug } = await cloud.newTeam()
    expect(await enrolment().ensure({ token, label: 'frontdesk-07' })).toMatchObject({ name: `frontdesk-07.${slug}.myl.test` })
  })

  test('works with a clock that is a year behind', async () => {
    const { token } = await cloud.newTeam()
    const late = enrolment(cloud.url, -365 * day)
    await late.ensure({ token })
    expect(await late.client.devices.auditHeads()).toEqual({ heads: [] })
  })

  test('is refused without a token, and with one that is wrong or has expired', async () => {
    await expect(enrolment().ensure({ token: undefined })).rejects.toMatchObject({ code: 'NOT_ENROLLED' })
    await expect(enrolment().ensure({ token: 'wrong' })).rejects.toMatchObject({ code: 'ENROLMENT_TOKEN_INVALID' })
    const { token } = await cloud.newTeam({ lifetime: -1 })
    await expect(enrolment().ensure({ token })).rejects.toMatchObject({
      code: 'ENROLMENT_TOKEN_EXPIRED',
      data: { expiredAt: expect.any(String) },
    })
    expect(await actions()).toEqual([])
  })

  test('follows a cloud that moved to another address, without a token', async () => {
    const { token } = await cloud.newTeam()
    const device = await enrolment().ensure({ token })
    const relay = await relayTo(cloud.url)
    expect(await enrolment(relay.url).ensure({ token: undefined })).toEqual({ ...device, cloudUrl: relay.url })
    expect(await enrolment(relay.url).current()).toEqual({ ...device, cloudUrl: relay.url })
    expect(await actions()).toEqual(['cloud-moved', 'device-enrolled'])
    await relay.close()
  })

  test('stays who it is while a new address does not answer', async () => {
    const { token } = await cloud.newTeam()
    const device = await enrolment().ensure({ token })
    const [port] = await freePorts(1)
    const nowhere = `http://127.0.0.1:${port}`
    expect(await enrolment(nowhere).ensure({ token })).toEqual({ ...device, cloudUrl: nowhere })
    expect(await enrolment().current()).toEqual(device)
  })

  test('at another cloud, which does not know it, takes a token of that cloud', async () => {
    const { token } = await cloud.newTeam()
    const device = await enrolment().ensure({ token })
    const other = await startCloudAlone({ publicUrl: 'https://other.myl.test' })
    try {
      await expect(enrolment(other.url).ensure({ token: undefined })).rejects.toMatchObject({ code: 'DEVICE_UNKNOWN' })
      const { token: otherToken, slug } = await other.newTeam()
      const moved = await enrolment(other.url).ensure({ token: otherToken })
      expect(moved).toMatchObject({ team: `Team ${slug}`, cloudUrl: other.url })
      expect(moved.deviceId).not.toBe(device.deviceId)
      expect(await enrolment(other.url).client.devices.auditHeads()).toEqual({ heads: [] })
    } finally {
      await other.close()
    }
  })
})

describe('the device’s key', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(() => folder.remove())

  test('is made once, lies sealed, and is the same after a restart', async () => {
    const first = await openFoundations(folder.path)
    const { sealed_key, public_key } = await first.db.selectFrom('device').selectAll().executeTakeFirstOrThrow()
    expect(JSON.parse(public_key)).toEqual(first.deviceKey.publicKey)
    const opened = await first.secrets.open(sealed_key, 'device-key')
    expect(Buffer.from(sealed_key).includes(Buffer.from(opened).subarray(-32))).toBe(false)
    await first.close()
    const second = await openFoundations(folder.path)
    expect(second.deviceKey.publicKey).toEqual(first.deviceKey.publicKey)
    expect(second.deviceKey.sign(Buffer.from('x'))).toEqual(first.deviceKey.sign(Buffer.from('x')))
    await second.close()
  })

  test('that cannot be opened is refused and never replaced by another', async () => {
    const agent = await openFoundations(folder.path)
    await agent.close()
    const keyFile = join(folder.path, 'secrets.key')
    const backup = await readFile(keyFile)
    for (const spoil of [() => writeFile(keyFile, 'garbage'), () => rm(keyFile)]) {
      await spoil()
      await expect(openFoundations(folder.path)).rejects.toMatchObject({
        code: 'SECRET_UNREADABLE',
        data: { place: 'the key by which the cloud knows this device' },
      })
    }
    await writeFile(keyFile, backup)
    const restored = await openFoundations(folder.path)
    expect(restored.deviceKey.publicKey).toEqual(agent.deviceKey.publicKey)
    await restored.close()
  })
})

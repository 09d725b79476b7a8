import { hour, minute } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAssertions } from '#main/device/assertions.ts'
import { createEnrolment } from '#main/device/enrolment.service.ts'
import { createCloudClient } from '#main/licensing/cloud.adapter.ts'
import { createOutbox } from '#main/licensing/outbox.job.ts'
import { createStatusReports } from '#main/licensing/status-reports.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { createFakeTime, type FakeTime } from '../../support/fake-time.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { type Relay, relayTo } from '../../support/tcp-relay.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A loaded machine is slow; what never happens still fails. */
const patience = { timeout: 20_000 }

describe('what the cloud is to be told', () => {
  let cloud: CloudAlone
  let relay: Relay
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let agent: AgentFoundations
  let time: FakeTime
  let log: ReturnType<typeof createSilentLog>
  let outbox: ReturnType<typeof createOutbox>

  beforeAll(async () => {
    cloud = await startCloudAlone()
  })
  afterAll(() => cloud?.close())
  beforeEach(async () => {
    folder = await temporaryFolder()
    relay = await relayTo(cloud.url)
    time = createFakeTime()
    log = createSilentLog()
    await start()
  })
  afterEach(async () => {
    await stop()
    await relay.close()
    await folder.remove()
  })

  async function start(): Promise<void> {
    agent = await openFoundations(folder.path)
    const { db, clock, deviceKey } = agent
    const getAssertion = createAssertions({ db, deviceKey })
    const client = createCloudClient({ url: relay.url, getAssertion, clock, random: () => 0, userAgent: 'test' })
    outbox = createOutbox({ db, cloud: client, timers: time.timers, random: () => 0, log })
  }
  async function stop(): Promise<void> {
    await outbox.stop()
    await agent.close()
  }
  async function enrol(): Promise<string> {
    const { db, clock, deviceKey, audit } = agent
    const client = createCloudClient({
      url: cloud.url,
      getAssertion: createAssertions({ db, deviceKey }),
      clock,
      random: () => 0,
      userAgent: 'test',
    })
    const { token } = await cloud.newTeam()
    return (await createEnrolment({ db, clock, deviceKey, audit, cloud: client, cloudUrl: relay.url }).ensure({ token })).deviceId
  }

  const report = (number: number) =>
    agent.db.transaction().execute((tx) => createStatusReports({ clock: agent.clock }).add(tx, 'run-failed', { number }))
  const waiting = async () => (await agent.db.selectFrom('outbox').select('id').execute()).length
  const emptied = () => expect.poll(waiting, patience).toBe(0)
  /** As it arrived; what came in one call has one moment, and is sorted. */
  const told = async (deviceId: string) => {
    const rows = await cloud.db.selectFrom('status_reports').select(['detail', 'received_at']).where('device_id', '=', deviceId).execute()
    const arrived = rows.map(({ detail, received_at }) => ({ number: Number(detail.number), at: received_at }))
    return arrived.sort((a, b) => a.at - b.at || a.number - b.number).map(({ number }) => number)
  }

  test('arrives in order: reports, and the newest head of the audit log', async () => {
    const deviceId = await enrol()
    for (let number = 1; number <= 230; number += 1) await report(number)
    outbox.wake()
    await emptied()
    expect(await told(deviceId)).toEqual(Array.from({ length: 230 }, (_, index) => index + 1))
    const heads = await cloud.db.selectFrom('audit_heads').select(['seq', 'hash']).where('device_id', '=', deviceId).execute()
    expect(heads).toEqual(await agent.db.selectFrom('audit_heads').select(['seq', 'hash']).execute())
    expect(time.fired).toEqual([])
  })

  test('waits through days without a network and a restart, and is told once', async () => {
    const deviceId = await enrol()
    await relay.cut()
    await report(1)
    outbox.wake()
    await expect.poll(() => log.lines.length, patience).toBe(1)
    await time.pass(3 * 24 * hour)
    await stop()
    await start()
    await report(2)
    await relay.restore()
    outbox.wake()
    await emptied()
    expect(await told(deviceId)).toEqual([1, 2])
  })

  test('is tried again by itself when the network is back, at most once a minute and at least once an hour', async () => {
    await enrol()
    await relay.cut()
    await report(1)
    outbox.wake()
    for (let failures = 1; failures <= 9; failures += 1) {
      await expect.poll(() => log.lines.length, patience).toBe(failures)
      await time.pass(hour / 2)
    }
    await relay.restore()
    await time.pass(hour)
    await emptied()
    const pauses = time.fired.map((at, index) => at - (time.fired[index - 1] ?? 0))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(minute)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(hour)
  })

  test('counts once although the answer was lost and it was sent again', async () => {
    const deviceId = await enrol()
    relay.loseAnswers(true)
    await report(1)
    outbox.wake()
    await expect.poll(() => log.lines.length, patience).toBe(1)
    expect(await waiting()).toBeGreaterThan(0)
    relay.loseAnswers(false)
    outbox.wake()
    await emptied()
    expect(await told(deviceId)).toEqual([1])
  })

  test('is not lost when something is added while it is being sent', async () => {
    const deviceId = await enrol()
    for (let number = 1; number <= 20; number += 1) {
      await report(number)
      outbox.wake()
    }
    await emptied()
    expect(await told(deviceId)).toHaveLength(20)
  })

  test('whoever waits until it is settled has all of it told, also what was added meanwhile, and waits for no retry', async () => {
    const deviceId = await enrol()
    await report(1)
    outbox.wake()
    await report(2)
    outbox.wake()
    await outbox.settled()
    expect(await waiting()).toBe(0)
    expect(await told(deviceId)).toEqual([1, 2])
    await relay.cut()
    await report(3)
    outbox.wake()
    await outbox.settled()
    expect(await waiting()).toBe(1)
    expect(time.fired).toEqual([])
  })

  test('waits quietly until the device is enrolled, and then goes out by itself', async () => {
    await report(1)
    outbox.wake()
    await time.pass(24 * hour)
    expect(log.lines).toEqual([])
    expect(time.fired).toEqual([])
    const deviceId = await enrol()
    outbox.wake()
    await emptied()
    expect(await told(deviceId)).toEqual([1])
  })

  test('holds no timer while there is nothing to tell', async () => {
    await enrol()
    outbox.wake()
    await emptied()
    await time.pass(24 * hour)
    expect(time.fired).toEqual([])
  })

  test('one report that the cloud does not take is dropped and named; those beside it arrive', async () => {
    const deviceId = await enrol()
    await report(1)
    await agent.db
      .insertInto('outbox')
      .values({
        id: 'bad',
        kind: 'report',
        created_at: 1,
        payload: JSON.stringify({
          id: 'c0ffee00-0000-4000-8000-000000000000',
          at: '2026-11-03T10:00:00Z',
          kind: 'run-failed',
          detail: { text: 'x'.repeat(2_000_000) },
        }),
      })
      .execute()
    await report(2)
    outbox.wake()
    await emptied()
    expect(await told(deviceId)).toEqual([1, 2])
    expect(log.lines.filter(({ level }) => level === 'error')).toMatchObject([{ facts: { entry: 'bad' } }])
  })

  test('a log that was rewritten is refused by the cloud, named, and holds nothing up', async () => {
    const deviceId = await enrol()
    outbox.wake()
    await emptied()
    const forged = { seq: 1, hash: 'f'.repeat(64), at: '2026-11-03T10:00:00.000Z' }
    const signature = Buffer.from(agent.deviceKey.sign(Buffer.from(`${forged.seq}|${forged.hash}|${forged.at}`))).toString('base64url')
    await agent.db
      .insertInto('outbox')
      .values({ id: 'forged', kind: 'audit-head', created_at: 1, payload: JSON.stringify({ ...forged, signature }) })
      .execute()
    await report(1)
    outbox.wake()
    await emptied()
    expect(await told(deviceId)).toEqual([1])
    expect(log.lines).toMatchObject([{ level: 'error', facts: { entry: 'forged', error: { code: 'AUDIT_HEAD_CONFLICT' } } }])
  })
})

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { day, hour } from '@mylzip/shared/domain/time.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Agent, startAgent } from '#main/agent.ts'
import { passphrase, restoreInto } from '../../support/backup.ts'
import { type FaultingProxy, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { startTestStack, type TestStack } from '../../support/practice-stack.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Whole agents, the product's cloud, and a CA that nobody here wrote, which counts what is ordered. */
describe.skipIf(!pebbleIsThere)(`orders after a restore${pebbleIsThere ? '' : ` (${needsPebble})`}`, () => {
  let stackFolder: Awaited<ReturnType<typeof temporaryFolder>>
  let stack: TestStack
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let root: Awaited<ReturnType<typeof temporaryFolder>>
  const running: Agent[] = []

  beforeAll(async () => {
    stackFolder = await temporaryFolder()
    stack = await startTestStack(stackFolder.path)
    pebble = await startPebble({ dnsPort: stack.dnsPort })
    proxy = await startFaultingProxy(pebble)
  })
  afterAll(async () => {
    await proxy?.stop()
    await pebble?.stop()
    await stack?.stop()
    await stackFolder?.remove()
  })
  beforeEach(async () => {
    root = await temporaryFolder()
    proxy.requests.length = 0
    proxy.fault = () => undefined
    before = all()
  })
  afterEach(async () => {
    for (const agent of running.splice(0)) await agent.stop()
    await root.remove()
  })

  const at = (name: string) => join(root.path, name)
  /** What the CA itself counts, from the beginning of each test. */
  const all = () => pebble.output().match(/Added order/g)?.length ?? 0
  let before = 0
  const orders = () => all() - before

  async function start(folder: string): Promise<Agent> {
    const agent = await startAgent({
      folder,
      mode: 'browser',
      version: '1.2.3',
      cloudUrl: stack.cloudUrl,
      directoryUrl: proxy.directoryUrl,
      isDirectoryNamed: true,
      extraRootsPem: proxy.rootPem,
      enrolmentToken: readFileSync(stack.enrolmentTokenFile, 'utf8').trim(),
      keyType: undefined,
      dns: undefined,
      practice: false,
    })
    running.push(agent)
    await agent.mainJob({ asked: false, keepGoing: false })
    return agent
  }

  async function stop(agent: Agent): Promise<void> {
    running.splice(running.indexOf(agent), 1)
    await agent.stop()
  }

  const certificate = async (agent: Agent) => (await agent.services.certificates.list())[0] as Certificate
  const entries = async (agent: Agent) => (await agent.services.audit.list({ limit: 200 })).entries

  async function renew(agent: Agent): Promise<void> {
    const { runId } = await agent.services.renewals.renewNow((await certificate(agent)).id)
    await ended(agent, runId)
  }

  async function ended(agent: Agent, runId: string): Promise<void> {
    await expect.poll(async () => (await agent.services.renewals.get(runId)).status, { timeout: 30_000 }).not.toBe('running')
    expect((await agent.services.renewals.get(runId)).failure).toBeNull()
    // The plan is made once the run has ended.
    await expect.poll(async () => (await certificate(agent)).renewal, { timeout: 10_000 }).not.toBeNull()
  }

  it('a run that was under way in the backup and has ended since brings the same certificate, without another order', async () => {
    const old = await start(at('old'))
    expect(orders()).toBe(1)
    // The CA takes its time with the second certificate, and meanwhile the backup is made.
    let isBackedUp = false
    proxy.fault = ({ path }) =>
      path.startsWith('/finalize-order') && !isBackedUp ? { status: 503, headers: { 'retry-after': '4' } } : undefined
    const { runId } = await old.services.renewals.renewNow((await certificate(old)).id)
    await expect.poll(() => proxy.count('/finalize-order'), { timeout: 20_000 }).toBe(2)
    await old.services.backup.create({ file: at('backup'), passphrase })
    isBackedUp = true
    await ended(old, runId)
    const { current } = await certificate(old)
    expect([current?.number, orders()]).toEqual([2, 2])
    await stop(old)

    await restoreInto(at('new'), at('backup'))
    const restored = await start(at('new'))
    expect((await certificate(restored)).current).toMatchObject({
      number: 2,
      serial: current?.serial,
      states: { verified: expect.any(String) },
    })
    expect(orders()).toBe(2)
    const log = await entries(restored)
    expect(log.find(({ action }) => action === 'restored')?.sentence).toMatch(
      /^Everything was restored from a backup of 20.*, whose log ended at entry \d+\.$/,
    )
    const report = await restored.services.audit.verify()
    expect(report.intact).toBe(true)
    expect(report.findings.map(({ kind }) => kind)).toEqual(['restored'])

    // The old machine was not given up: the cloud hears of two logs from one device, and both sides can see it.
    const twin = await start(at('old'))
    await renew(twin)
    await stop(twin)
    const kinds = async () => (await restored.services.audit.verify()).findings.map(({ kind }) => kind)
    await expect.poll(kinds, { timeout: 10_000 }).toEqual(['two-logs', 'restored'])
    expect((await restored.services.audit.verify()).intact).toBe(false)
  })

  it('an older point over the same folder keeps what was issued since, and orders nothing', async () => {
    const agent = await start(at('agent'))
    await agent.services.backup.create({ file: at('backup'), passphrase })
    await renew(agent)
    await renew(agent)
    const { current } = await certificate(agent)
    expect([current?.number, orders()]).toEqual([3, 3])
    await stop(agent)

    const report = await restoreInto(at('agent'), at('backup'))
    expect(report).toMatchObject({ existing: 'same-device', kept: { versions: 2, log: true } })
    const restored = await start(at('agent'))
    expect((await certificate(restored)).current).toMatchObject({ number: 3, serial: current?.serial })
    expect(orders()).toBe(3)
    expect((await restored.services.audit.verify()).findings).toEqual([])
    // Later as well: nothing is due.
    await restored.mainJob({ asked: true, keepGoing: false })
    expect(orders()).toBe(3)
  })

  it('an older point after the database was lost takes the newer certificate from the store, and orders nothing', async () => {
    const agent = await start(at('agent'))
    await agent.services.backup.create({ file: at('backup'), passphrase })
    await renew(agent)
    const { current } = await certificate(agent)
    await stop(agent)
    for (const name of ['agent.db', 'agent.db-wal', 'agent.db-shm', 'secrets.key']) rmSync(join(at('agent'), name), { force: true })
    const report = await restoreInto(at('agent'), at('backup'))
    expect(report.fromStore).toHaveLength(1)
    const restored = await start(at('agent'))
    expect((await certificate(restored)).current).toMatchObject({
      number: 2,
      serial: current?.serial,
      states: { verified: expect.any(String) },
    })
    expect(orders()).toBe(2)
    expect(await restored.services.audit.verify()).toMatchObject({ intact: true, findings: [{ kind: 'restored' }] })
  })

  it('another machine without the newer certificate asks when to renew first, waits, and then orders once and says why', async () => {
    const old = await start(at('old'))
    await old.services.backup.create({ file: at('backup'), passphrase })
    const leaf =
      readFileSync((await certificate(old)).current?.store?.location ?? '', 'utf8').split(/(?<=-----END CERTIFICATE-----\n)/)[0] ?? ''
    await renew(old)
    expect(orders()).toBe(2)
    await stop(old)
    // The CA wants it renewed long since: everything that was backed up with it would be due in the same minute.
    await pebble.setRenewalInfo(leaf, {
      suggestedWindow: { start: new Date(Date.now() - 2 * day).toISOString(), end: new Date(Date.now() - day).toISOString() },
    })
    proxy.requests.length = 0

    await restoreInto(at('new'), at('backup'))
    const restored = await start(at('new'))
    expect(orders()).toBe(2)
    expect(proxy.requests.some(({ path }) => /renewal/i.test(path) && path.length > 40)).toBe(true)
    const { renewal, current } = await certificate(restored)
    expect(current?.number).toBe(1)
    const wait = Date.parse(renewal?.at ?? '') - Date.now()
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(6 * hour)

    await renew(restored)
    // Turned down once because of what it replaces, and placed without saying so: one order.
    expect(orders()).toBe(3)
    const placed = (await entries(restored)).filter(({ action }) => action.startsWith('order-placed'))
    expect(placed.map(({ action }) => action)).toEqual(['order-placed-anew', 'order-placed'])
    expect((await certificate(restored)).current?.number).toBe(2)
    await restored.mainJob({ asked: true, keepGoing: false })
    expect(orders()).toBe(3)
  })
})

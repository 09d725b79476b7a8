import { randomBytes } from 'node:crypto'
import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { hour } from '@mylzip/shared/domain/time.ts'
import { expect, onTestFinished } from 'vitest'
import { settleRestored } from '#cloud/operator/after-restore.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import type { Outcome } from '#main/control/carry-out.service.ts'
import { createCommandListener } from '#main/control/command-listener.job.ts'
import { createCommandWork } from '#main/control/command-work.job.ts'
import { createCloudClient } from '#main/licensing/cloud.adapter.ts'
import { nodeTimers } from '#main/system/node-timers.adapter.ts'
import { openFoundations } from '../../support/agent-foundations.ts'
import { startCloud } from '../../support/cloud.ts'
import { createTestDevice } from '../../support/cloud-device.ts'
import { askDns } from '../../support/dns-question.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describeOnEachDatabase('the agent’s own client', (test, under) => {
  const clientOf = (url: string, device: ReturnType<typeof createTestDevice>, skew = 0) =>
    createCloudClient({
      url,
      clock: { now: () => under.cloud.clock.now() + skew },
      random: Math.random,
      userAgent: 'MyLZip-SSL/test',
      getAssertion: async (at) => device.assertion({ iat: Math.floor(at / 1_000), exp: Math.floor(at / 1_000) + 60 }),
    })

  test('enrols, publishes and removes a challenge, and hears the cloud’s own codes', async () => {
    const { token } = await under.cloud.newTeam()
    const device = createTestDevice(under.cloud.url, under.cloud.clock)
    const { name } = await device.enrol(token)
    const client = clientOf(under.cloud.url, device)
    expect(await client.devices.enrol({ token, publicKey: device.publicKey })).toEqual(device.enrolled)
    const value = randomBytes(32).toString('base64url')
    const { fqdn } = await client.dns.publishChallenge({ name, value })
    expect((await askDns(under.cloud.dnsPort, fqdn, 'TXT')).texts).toEqual([value])
    expect(await client.dns.removeChallenge({ name, value })).toEqual({ removed: true })

    const other = 'other.acme.myl.test'
    await expect(client.dns.publishChallenge({ name: other, value })).rejects.toMatchObject({
      code: 'NAME_NOT_YOURS',
      data: { name: other },
    })
    await expect(client.devices.enrol({ token: 'x', publicKey: device.publicKey })).rejects.toMatchObject({
      code: 'ENROLMENT_TOKEN_INVALID',
    })
  })

  test('gets in although its clock is hours wrong', async () => {
    for (const skew of [-5 * hour, 5 * hour]) {
      const device = await under.cloud.newDevice()
      await expect(clientOf(under.cloud.url, device, skew).devices.auditHeads()).resolves.toEqual({ heads: [] })
    }
  })

  test('goes from one instance to another with the same token', async () => {
    const other = await startCloud({ db: under.database.db, clock: under.cloud.clock })
    const device = await under.cloud.newDevice()
    for (const url of [under.cloud.url, other.url]) expect(await clientOf(url, device).devices.auditHeads()).toEqual({ heads: [] })
    await other.close()
  })

  test('of a cloud that was restored from a backup: new commands with numbers it has seen are carried out, done ones are not again', async () => {
    const { teamId, token } = await under.cloud.newTeam()
    const device = await under.cloud.newDevice({ token })
    const { api } = await under.cloud.newPerson({ teamId, role: 'admin' })
    const renew = async () => (await api.ssl.renewCertificate({ deviceId: device.enrolled.deviceId })).id
    const before = await startCloud({ db: under.database.db, clock: under.cloud.clock })
    let { commands } = clientOf(before.url, device)
    const cloud: Pick<CloudClient, 'commands'> = {
      commands: {
        stream: (...args) => commands.stream(...args),
        wait: (...args) => commands.wait(...args),
        report: (...args) => commands.report(...args),
      },
    }
    const carriedOut: string[] = []
    const carryOut = async ({ id }: { id: string }): Promise<Outcome> => {
      carriedOut.push(id)
      return { state: 'succeeded', result: {} }
    }
    const folder = await temporaryFolder()
    const { db, audit, clock, close } = await openFoundations(folder.path)
    const shared = { cloud, clock, timers: nodeTimers, random: Math.random, log: createSilentLog() }
    const work = createCommandWork({ ...shared, db, audit, carryOut })
    const deviceId = async () => device.enrolled.deviceId
    const listener = createCommandListener({ ...shared, receive: work.receive, deviceId, policyChanged: () => {} })
    onTestFinished(async () => {
      await Promise.all([listener.stop(), work.stop()])
      await close()
      await folder.remove()
    })
    const stateOf = async (operationId: string) => (await api.ssl.operation({ operationId })).state

    listener.start()
    const [kept, lost] = [await renew(), await renew()]
    await expect.poll(() => stateOf(lost), { timeout: 5_000 }).toBe('succeeded')
    // The backup was taken when the first was given and not yet done, and the second was not yet given.
    await under.database.db.deleteFrom('operations').where('id', '=', lost).execute()
    const asItWas = { state: 'queued', delivered_at: null, started_at: null, ended_at: null, result: null } as const
    await under.database.db.updateTable('operations').set(asItWas).where('id', '=', kept).execute()
    await settleRestored({ db: under.database.db, clock: under.cloud.clock, random: systemRandom })
    const admin = await under.cloud.newPerson({ teamId, role: 'admin' })
    const fresh = (await admin.api.ssl.renewCertificate({ deviceId: device.enrolled.deviceId })).id
    commands = clientOf(under.cloud.url, device).commands
    await before.close()

    const { state } = await expect
      .poll(() => admin.api.ssl.operation({ operationId: fresh }), { timeout: 5_000 })
      .toMatchObject({ state: 'succeeded' })
      .then(() => admin.api.ssl.operation({ operationId: kept }))
    expect(state).toBe('succeeded')
    expect(carriedOut).toEqual([kept, lost, fresh])
  })

  test('that has become another device carries out that one’s commands, whose numbers it has seen', async () => {
    const { teamId, token } = await under.cloud.newTeam()
    const { api } = await under.cloud.newPerson({ teamId, role: 'admin' })
    const [one, two] = [await under.cloud.newDevice({ token }), await under.cloud.newDevice({ token })]
    const renew = async ({ enrolled: { deviceId } }: typeof one) => (await api.ssl.renewCertificate({ deviceId })).id
    const before = await startCloud({ db: under.database.db, clock: under.cloud.clock })
    let now = { device: one, commands: clientOf(before.url, one).commands }
    const received: string[] = []
    const listener = createCommandListener({
      cloud: {
        commands: {
          stream: (...args) => now.commands.stream(...args),
          wait: (...args) => now.commands.wait(...args),
          report: (...args) => now.commands.report(...args),
        },
      },
      ...{ clock: under.cloud.clock, timers: nodeTimers, random: Math.random, log: createSilentLog() },
      receive: async ({ id }) => void received.push(id),
      deviceId: async () => now.device.enrolled.deviceId,
      policyChanged: () => {},
    })
    onTestFinished(listener.stop)
    listener.start()
    const first = [await renew(one), await renew(one)]
    await expect.poll(() => received, { timeout: 5_000 }).toEqual(first)
    const second = await renew(two)
    now = { device: two, commands: clientOf(under.cloud.url, two).commands }
    await before.close()
    await expect.poll(() => received, { timeout: 5_000 }).toEqual([...first, second])
  })
})

import { randomBytes } from 'node:crypto'
import { hour } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { createCloudClient } from '#main/licensing/cloud.adapter.ts'
import { startCloud } from '../../support/cloud.ts'
import { createTestDevice } from '../../support/cloud-device.ts'
import { askDns } from '../../support/dns-question.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

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
})

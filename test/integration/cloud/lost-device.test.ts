import { X509Certificate } from 'node:crypto'
import { Agent } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import acme from 'acme-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RevocationAuthority } from '#cloud/modules/lost-devices/acme-session.adapter.ts'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

describe.skipIf(!pebbleIsThere)(`a lost device (${needsPebble})`, () => {
  const authorities: RevocationAuthority[] = []
  let cloud: CloudAlone
  let pebble: StartedPebble
  beforeAll(async () => {
    cloud = await startCloudAlone({ authorities })
    pebble = await startPebble({ dnsPort: cloud.dnsPort })
    authorities.push({ directoryUrl: pebble.directoryUrl, rootsPem: pebble.rootPem })
    acme.axios.defaults.httpsAgent = new Agent({ ca: pebble.rootPem })
  })
  afterAll(async () => {
    acme.axios.defaults.httpsAgent = undefined
    await pebble?.stop()
    await cloud?.close()
  })

  async function newDevice() {
    const team = await cloud.newTeam()
    const device = await cloud.newDevice({ token: team.token })
    const { api } = await cloud.newPerson({ teamId: team.teamId, role: 'admin' })
    return { ...team, device, deviceId: device.enrolled.deviceId, api }
  }

  /** Issued to the device by its own account, with its own key, as the agent would. */
  async function issue({ api }: TestDevice, altNames: string[]): Promise<string> {
    const client = new acme.Client({ directoryUrl: pebble.directoryUrl, accountKey: await acme.crypto.createPrivateEcdsaKey() })
    const [, csr] = await acme.crypto.createCsr({ altNames }, await acme.crypto.createPrivateEcdsaKey())
    const chain = await client.auto({
      csr,
      termsOfServiceAgreed: true,
      challengePriority: ['dns-01'],
      skipChallengeVerification: true,
      challengeCreateFn: async ({ identifier }, _challenge, value) =>
        void (await api.dns.publishChallenge({ name: identifier.value, value })),
      challengeRemoveFn: async ({ identifier }, _challenge, value) =>
        void (await api.dns.removeChallenge({ name: identifier.value, value })),
    })
    await api.deviceState.tellCertificate({ certificatePem: leafOf(chain), directory: pebble.directoryUrl })
    return leafOf(chain)
  }

  async function ended(api: Awaited<ReturnType<typeof newDevice>>['api'], operationId: string) {
    for (let tries = 0; tries < 300; tries++) {
      const operation = await api.ssl.operation({ operationId })
      if (operation.endedAt !== null) return operation
      await pause(100)
    }
    throw new Error(`the operation is ${JSON.stringify(await api.ssl.operation({ operationId }))}`)
  }

  it('has its certificates revoked by the cloud, which proves their names by DNS and never had their keys', async () => {
    const { api, device, deviceId, slug } = await newDevice()
    const { name } = device.enrolled
    const certificates = [await issue(device, [name]), await issue(device, [`*.${name}`, name])]
    const asked = await api.ssl.renewCertificate({ deviceId })
    await device.api.dns.publishAddresses({ addresses: ['192.168.1.7'] })

    const operation = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true', reason: 'cessationOfOperation' } })
    expect(operation).toMatchObject({ by: 'cloud', state: 'queued' })
    expect(await ended(api, operation.id)).toMatchObject({ state: 'succeeded', result: { certificates: 2 } })
    for (const certificate of certificates) expect(await pebble.statusOf(certificate)).toBe('Revoked')

    const records = await cloud.db.selectFrom('dns_records').selectAll().where('device_id', '=', deviceId).execute()
    expect(records).toEqual([])
    expect(await api.ssl.operation({ operationId: asked.id })).toMatchObject({ state: 'failed', failure: { code: 'DEVICE_BLOCKED' } })
    const { items } = await api.teams.audit({ team: slug, limit: 3 })
    expect(items.map(({ action }) => action)).toEqual(['operation.succeeded', 'device.lost', 'operation.failed'])
    const accounts = await cloud.db.selectFrom('cloud_acme_accounts').selectAll().execute()
    expect(accounts).toHaveLength(1)
    expect(accounts[0]?.sealed_key).not.toContain('"d"')
  })

  it('is let in no more: neither by its access token, nor by its key, nor by enrolling again with it', async () => {
    const { api, device, deviceId, token } = await newDevice()
    await device.api.devices.auditHeads()
    const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true' } })
    expect(await refusalOf(device.api.devices.auditHeads())).toMatchObject({ code: 'ACCESS_TOKEN_INVALID' })
    expect(await refusalOf(device.accessToken())).toMatchObject({ code: 'DEVICE_UNKNOWN' })
    expect(await refusalOf(device.enrol(token))).toMatchObject({ code: 'DEVICE_BLOCKED', status: 403 })
    expect(await refusalOf(api.ssl.renewCertificate({ deviceId }))).toMatchObject({ code: 'DEVICE_BLOCKED', status: 409 })
    expect((await ended(api, id)).state).toBe('succeeded')
  })

  it('may hold what the cloud cannot prove: then it says which, and revokes the rest', async () => {
    const { api, device, deviceId } = await newDevice()
    const own = await issue(device, [device.enrolled.name])
    const foreign = await (await newDevice()).device
    const certificatePem = await issue(foreign, [foreign.enrolled.name])
    await device.api.deviceState.tellCertificate({ certificatePem, directory: pebble.directoryUrl })
    const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true' } })
    expect(await ended(api, id)).toMatchObject({ state: 'failed', failure: { code: 'LOST_NAME_NOT_PROVEN' } })
    expect(await pebble.statusOf(own)).toBe('Revoked')
    expect(await pebble.statusOf(certificatePem)).toBe('Valid')
  })
})

function leafOf(chain: string): string {
  return new X509Certificate(chain).toString()
}

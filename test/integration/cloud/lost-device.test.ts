import { X509Certificate } from 'node:crypto'
import { Agent } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import acme from 'acme-client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { AskedAuthority } from '#cloud/modules/acme/acme-http.adapter.ts'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { startTestPractice, type TestPractice } from '../../support/practice.ts'
import { issueWithTeam } from '../../support/team-account.ts'

describe('a lost device', () => {
  const authorities: AskedAuthority[] = []
  let cloud: CloudAlone
  let practice: TestPractice
  beforeAll(async () => {
    cloud = await startCloudAlone({ authorities })
    practice = await startTestPractice({ dnsServer: { address: '127.0.0.1', port: cloud.dnsPort } })
    authorities.push({ directoryUrl: practice.authority.directoryUrl, rootsPem: practice.authority.rootPem })
  })
  afterAll(async () => {
    acme.axios.defaults.httpsAgent = undefined
    await practice?.stop()
    await cloud?.close()
  })

  async function newDevice() {
    const team = await cloud.newTeam()
    const device = await cloud.newDevice({ token: team.token })
    const { api } = await cloud.newPerson({ teamId: team.teamId, role: 'admin' })
    return { ...team, device, deviceId: device.enrolled.deviceId, api }
  }

  /** Issued to the device by its own account, with its own key, as the agent would. */
  async function issue({ api }: TestDevice, altNames: string[], { directoryUrl, rootPem }: Authority = practice.authority) {
    acme.axios.defaults.httpsAgent = new Agent({ ca: rootPem })
    const client = new acme.Client({ directoryUrl, accountKey: await acme.crypto.createPrivateEcdsaKey() })
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
    await api.deviceState.tellCertificate({ certificatePem: leafOf(chain), directory: directoryUrl })
    const isRevoked = () =>
      client.revokeCertificate(chain).then(
        () => false,
        (error: Error) => /revoked already/.test(error.message),
      )
    return { pem: leafOf(chain), isRevoked }
  }

  async function ended(api: Awaited<ReturnType<typeof newDevice>>['api'], operationId: string) {
    for (let tries = 0; tries < 60; tries++) {
      const operation = await api.ssl.operation({ operationId })
      if (operation.endedAt !== null) return operation
      await pause(500)
    }
    const said = cloud.log.lines.filter(({ level }) => level !== 'info')
    throw new Error(`the operation is ${JSON.stringify([await api.ssl.operation({ operationId }), said])}`)
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
    for (const { isRevoked } of certificates) expect(await isRevoked()).toBe(true)

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
    const { device: foreign } = await newDevice()
    const others = await issue(foreign, [foreign.enrolled.name])
    await device.api.deviceState.tellCertificate({ certificatePem: others.pem, directory: practice.authority.directoryUrl })
    const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true' } })
    expect(await ended(api, id)).toMatchObject({ state: 'failed', failure: { code: 'LOST_NAME_NOT_PROVEN' } })
    expect(await own.isRevoked()).toBe(true)
    expect(await others.isRevoked()).toBe(false)
  })

  it.skipIf(!pebbleIsThere)(`goes on being tried where an authority refuses, and the log says why (${needsPebble})`, async () => {
    const pebble = await startPebble({ dnsPort: cloud.dnsPort })
    onTestFinished(pebble.stop)
    authorities.push({ directoryUrl: pebble.directoryUrl, rootsPem: pebble.rootPem })
    const { api, device, deviceId } = await newDevice()
    await issue(device, [device.enrolled.name], pebble)
    const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true' } })
    const reasons = () => cloud.log.lines.flatMap(({ facts }) => (facts && 'operation' in facts && facts.operation === id ? [facts] : []))
    for (let tries = 0; reasons().length === 0 && tries < 150; tries++) await pause(100)
    // Pebble takes the proofs, and lets nobody but the account that ordered it revoke a certificate.
    expect(reasons()).toMatchObject([{ code: 'LOST_REVOCATION_REFUSED', reason: expect.stringContaining('not associated with account') }])
    expect((await api.ssl.operation({ operationId: id })).state).toBe('running')
  })

  it.skipIf(!pebbleIsThere)(`has what the team’s account ordered revoked by that account, without a proof (${needsPebble})`, async () => {
    const pebble = await startPebble({ dnsPort: cloud.dnsPort })
    onTestFinished(pebble.stop)
    const { directoryUrl: directory } = pebble
    authorities.push({ directoryUrl: directory, rootsPem: pebble.rootPem })
    const { api, device, deviceId, slug } = await newDevice()
    await api.acmeAccounts.open({ team: slug, directory, termsAgreed: true })
    const { chain } = await issueWithTeam(device, pebble)
    await device.api.deviceState.tellCertificate({ certificatePem: chain[0] ?? '', directory })
    const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true', reason: 'cessationOfOperation' } })
    expect(await ended(api, id)).toMatchObject({ state: 'succeeded', result: { certificates: 1 } })
    expect(await pebble.statusOf(chain[0] ?? '')).toBe('Revoked')
  })
})

type Authority = Pick<StartedPebble, 'directoryUrl' | 'rootPem'>

function leafOf(chain: string): string {
  return new X509Certificate(chain).toString()
}

import { X509Certificate } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Agent } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import acme from 'acme-client'
import dnsPacket from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { AskedAuthority } from '#cloud/modules/acme/acme-http.adapter.ts'
import { type CloudAlone, startCloud, startCloudAlone } from '../../support/cloud.ts'
import { openAny } from '../../support/cloud-databases.ts'
import { refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { clientWith } from '../../support/cloud-person.ts'
import { askDns, sendUdp } from '../../support/dns-question.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { startTestPractice, type TestPractice } from '../../support/practice.ts'
import { issueWithTeam } from '../../support/team-account.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

describe('a lost device', () => {
  const authorities: AskedAuthority[] = []
  let cloud: CloudAlone
  let practice: TestPractice
  let watched: WatchedDns
  beforeAll(async () => {
    cloud = await startCloudAlone({ authorities })
    watched = await watchDns(cloud.dnsPort)
    practice = await startTestPractice({ dnsServer: { address: '127.0.0.1', port: watched.port } })
    authorities.push({ directoryUrl: practice.authority.directoryUrl, rootsPem: practice.authority.rootPem })
  })
  afterAll(async () => {
    acme.axios.defaults.httpsAgent = undefined
    await practice?.stop()
    watched?.close()
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
    const { directoryUrl } = practice.authority
    await device.api.dns.permitAccounts({ directoryUrl, accountUris: [`${directoryUrl}/its-own`], caaIdentities: ['practice.myl.test'] })
    watched.seen.length = 0

    const operation = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true', reason: 'cessationOfOperation' } })
    expect(operation).toMatchObject({ by: 'cloud', state: 'queued' })
    expect(await ended(api, operation.id)).toMatchObject({ state: 'succeeded', result: { certificates: 2 } })
    for (const { isRevoked } of certificates) expect(await isRevoked()).toBe(true)

    // The authority would have refused the cloud, had only the device's account been permitted when it looked for the proofs.
    const permitted = [expect.stringMatching(/^practice\.myl\.test; accounturi=https:.+\/account\//)]
    expect(watched.seen.length).toBeGreaterThan(0)
    for (const caa of watched.seen) expect(caa).toEqual(permitted)
    expect(await caaOf(cloud.dnsPort, name)).toEqual([])

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
    const { certificatePem } = await (await createTestAuthority()).issue({ names: ['www.customer.test'] })
    await device.api.deviceState.tellCertificate({ certificatePem, directory: practice.authority.directoryUrl })
    const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true' } })
    expect(await ended(api, id)).toMatchObject({ state: 'failed', failure: { code: 'LOST_NAME_NOT_PROVEN' } })
    expect(await own.isRevoked()).toBe(true)
  })

  it.skipIf(!pebbleIsThere)(`is given up on where an authority refuses for good, and the operation says why (${needsPebble})`, async () => {
    const pebble = await startPebble({ dnsPort: cloud.dnsPort })
    onTestFinished(pebble.stop)
    authorities.push({ directoryUrl: pebble.directoryUrl, rootsPem: pebble.rootPem })
    const { api, device, deviceId } = await newDevice()
    await issue(device, [device.enrolled.name], pebble)
    const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true' } })
    // Pebble takes the proofs, and lets nobody but the account that ordered it revoke a certificate.
    const sentence = expect.stringContaining('not associated with account')
    expect(await ended(api, id)).toMatchObject({ state: 'failed', failure: { code: 'LOST_REVOCATION_REFUSED', sentence } })
    const again = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true' } })
    expect(again.id).not.toBe(id)
    expect((await ended(api, again.id)).state).toBe('failed')
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

it('a lost device’s authority that is silent keeps an instance from ending no longer than a moment, and counts as asked once less', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => void silent.close())
  const directoryUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/directory`
  const database = await openAny()
  onTestFinished(database.close)
  const cloud = await startCloud({ db: database.db, authorities: [{ directoryUrl }] })
  const { teamId, token } = await cloud.newTeam()
  const device = await cloud.newDevice({ token })
  const { headers } = await cloud.newPerson({ teamId, role: 'admin' })
  const { certificatePem } = await (await createTestAuthority()).issue({ names: [device.enrolled.name] })
  await device.api.deviceState.tellCertificate({ certificatePem, directory: directoryUrl })
  const asked = once(silent, 'request')
  const lost = async (key: string) => {
    const { ssl } = clientWith(cloud.url, { ...headers, 'idempotency-key': key })
    return (await ssl.revokeCertificate({ params: { deviceId: device.enrolled.deviceId }, query: { lost: 'true' } })).id
  }
  const id = await lost('first')
  await asked
  // Another wish is for what is under way already, and says so again.
  expect([await lost('second'), await lost('second'), await lost('first')]).toEqual([id, id, id])
  const begun = performance.now()
  await cloud.close()
  expect(performance.now() - begun).toBeLessThan(3_000)
  const { tries } = await database.db.selectFrom('device_certificates').select('tries').executeTakeFirstOrThrow()
  const { not_before } = await database.db.selectFrom('operations').select('not_before').executeTakeFirstOrThrow()
  // Another instance takes it up at once.
  expect([tries, Number(not_before) <= cloud.clock.now()]).toEqual([0, true])
})

interface WatchedDns {
  port: number
  /** The CAA records of the device's name, at each moment that a proof was looked for. */
  seen: string[][]
  close(): void
}

/** Between an authority and the cloud's name server: passes questions on, and looks what the name permits meanwhile. */
async function watchDns(dnsPort: number): Promise<WatchedDns> {
  const seen: string[][] = []
  const socket = createSocket('udp4')
  socket.on('message', async (message, { port, address }) => {
    const [asked] = dnsPacket.decode(message).questions ?? []
    if (asked?.type === 'TXT') seen.push(await caaOf(dnsPort, asked.name.replace(/^_acme-challenge\./i, '')))
    const response = await sendUdp(dnsPort, message)
    if (response) socket.send(response, port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { port: socket.address().port, seen, close: () => socket.close() }
}

async function caaOf(dnsPort: number, name: string): Promise<string[]> {
  const { packet } = await askDns(dnsPort, name, 'CAA')
  return (packet.answers ?? []).flatMap((record) => (record.type === 'CAA' ? [record.data.value] : []))
}

type Authority = Pick<StartedPebble, 'directoryUrl' | 'rootPem'>

function leafOf(chain: string): string {
  return new X509Certificate(chain).toString()
}

import { randomUUID, X509Certificate } from 'node:crypto'
import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { DeviceState } from '@mylzip/shared/cloud-api/device-state.ts'
import { day, hour } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { expireOperations } from '#cloud/jobs/expire-operations.job.ts'
import { createTeamAudit } from '#cloud/modules/team-audit/team-audit.service.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { clientWith } from '../../support/cloud-person.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

describeOnEachDatabase(
  'the control plane',
  (test, under) => {
    async function newTeam(order: Parameters<typeof under.cloud.newTeam>[0] = {}) {
      const team = await under.cloud.newTeam(order)
      const device = await under.cloud.newDevice({ token: team.token })
      const person = await under.cloud.newPerson({ teamId: team.teamId, role: 'admin' })
      return { ...team, device, deviceId: device.enrolled.deviceId, person, api: person.api }
    }

    const withKey = (headers: Record<string, string>, key: string) => clientWith(under.cloud.url, { ...headers, 'idempotency-key': key })

    test('answers alike for a device that does not exist, and for another team’s', async () => {
      const { person, deviceId } = await newTeam()
      const stranger = await newTeam()
      const ask = async (id: string) => {
        const responses = await Promise.all(
          [`ssl/device-status/${id}`, `ssl/premium-features/${id}`, `ssl/advanced-management/${id}`, `ssl/devices/${id}/operations`].map(
            async (path) => fetch(`${under.cloud.url}/api/${path}`, { headers: stranger.person.headers }),
          ),
        )
        return Promise.all(responses.map(async (response) => [response.status, (await response.text()).replaceAll(id, 'ID')]))
      }
      expect(await ask(deviceId)).toEqual(await ask(randomUUID()))
      expect((await ask(deviceId)).map(([status]) => status)).toEqual([404, 404, 404, 404])
      const { id } = await person.api.ssl.renewCertificate({ deviceId })
      const refusal = await refusalOf(stranger.api.ssl.operation({ operationId: id }))
      expect(refusal).toMatchObject({ code: 'OPERATION_NOT_FOUND', status: 404 })
    })

    test('does once what comes twice with the same Idempotency-Key, also at the same moment', async () => {
      const { person, deviceId } = await newTeam()
      const api = withKey(person.headers, randomUUID())
      const [one, other] = await Promise.all([api.ssl.renewCertificate({ deviceId }), api.ssl.renewCertificate({ deviceId })])
      expect(other.id).toBe(one.id)
      expect((await api.ssl.renewCertificate({ deviceId })).id).toBe(one.id)
      expect((await person.api.ssl.operations({ deviceId })).items).toHaveLength(1)
      expect((await withKey(person.headers, randomUUID()).ssl.renewCertificate({ deviceId })).id).not.toBe(one.id)
    })

    test('refuses another request with the same Idempotency-Key, and forgets the key after a day', async () => {
      const { person, deviceId } = await newTeam()
      const api = withKey(person.headers, 'monthly')
      const first = await api.ssl.renewCertificate({ deviceId })
      const other = api.ssl.renewCertificate({ deviceId, certificate: 'www.example.test' })
      expect(await refusalOf(other)).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', status: 422 })
      const colleague = await under.cloud.newPerson({ teamId: (await under.cloud.newTeam()).teamId, role: 'owner' })
      expect(await refusalOf(withKey(colleague.headers, 'monthly').ssl.renewCertificate({ deviceId }))).toMatchObject({ status: 404 })
      under.cloud.clock.pass(day + hour)
      expect((await api.ssl.renewCertificate({ deviceId, certificate: 'www.example.test' })).id).not.toBe(first.id)
      const unprintable = fetch(`${under.cloud.url}/api/ssl/renew-certificate/${deviceId}`, {
        method: 'POST',
        headers: { ...person.headers, 'idempotency-key': 'with space' },
      })
      expect((await unprintable).status).toBe(400)
    })

    test('gives a device no more commands than it can have open', async () => {
      const { api, deviceId } = await newTeam()
      for (let n = 0; n < 20; n++) await api.ssl.renewCertificate({ deviceId })
      expect(await refusalOf(api.ssl.renewCertificate({ deviceId }))).toMatchObject({
        code: 'OPERATIONS_TOO_MANY',
        status: 409,
        data: { most: 20 },
      })
    })

    test('lists operations part by part, the newest first', async () => {
      const { api, deviceId } = await newTeam()
      const ids: string[] = []
      for (let n = 0; n < 5; n++) ids.unshift((await api.ssl.renewCertificate({ deviceId })).id)
      const first = await api.ssl.operations({ deviceId, limit: 2 })
      const rest = await api.ssl.operations({ deviceId, limit: 10, cursor: first.next ?? '' })
      expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids)
      expect(rest.next).toBeNull()
      expect(await refusalOf(api.ssl.operations({ deviceId, cursor: 'x' }))).toMatchObject({ code: 'INPUT_INVALID' })
    })

    test('writes each command and how it ended into the team’s log', async () => {
      const { api, device, deviceId, slug } = await newTeam()
      const order = {
        deviceId,
        domain: 'www.example.test',
        certificateType: 'multi' as const,
        autoRenewal: true,
        alsoFor: ['example.test'],
      }
      const provision = await api.ssl.provisionDevice(order)
      const renew = await api.ssl.renewCertificate({ deviceId })
      await api.ssl.revokeCertificate({ params: { deviceId }, query: { reason: 'keyCompromise' } })
      await device.api.commands.report({ operationId: provision.id, state: 'succeeded' })
      await device.api.commands.report({ operationId: renew.id, state: 'failed', failure: { code: 'ACME_BUSY', sentence: 'Busy.' } })
      const { items } = await api.teams.audit({ team: slug, limit: 5 })
      expect(items.map(({ action }) => action)).toEqual([
        'operation.failed',
        'operation.succeeded',
        'certificate.revocation-asked',
        'certificate.renewal-asked',
        'certificate.order-asked',
      ])
      expect(items[0]).toMatchObject({ actor: { kind: 'device', id: deviceId }, facts: { operationId: renew.id, code: 'ACME_BUSY' } })
      expect((await api.teams.verifyAudit({ team: slug })).brokenAt).toBeNull()
    })

    test('gives up what nobody carried out in 90 days, and takes a later report of its end all the same', async () => {
      const { api, device, deviceId } = await newTeam()
      const { id: operationId } = await api.ssl.renewCertificate({ deviceId })
      const { db } = under.database
      const { clock } = under.cloud
      const audit = createTeamAudit({ db, clock, random: systemRandom })
      await expireOperations(db, audit, clock.now() + 89 * day)
      expect(await api.ssl.operation({ operationId })).toMatchObject({ state: 'queued' })
      expect(await expireOperations(db, audit, clock.now() + 91 * day)).toBeGreaterThan(0)
      expect(await api.ssl.operation({ operationId })).toMatchObject({ state: 'expired' })
      expect(await device.api.commands.report({ operationId, state: 'running' })).toEqual({ state: 'expired' })
      expect(await device.api.commands.report({ operationId, state: 'succeeded' })).toEqual({ state: 'succeeded' })
    })

    test('says what names are wrong before any device hears of them', async () => {
      const { api, deviceId } = await newTeam()
      const wrong: (Pick<OrderedNames, 'domain' | 'certificateType'> & Partial<OrderedNames>)[] = [
        { domain: 'one-label', certificateType: 'single' },
        { domain: 'under_score.example.test', certificateType: 'single' },
        { domain: '192.0.2.1', certificateType: 'wildcard' },
        { domain: 'www.example.test', certificateType: 'multi' },
        { domain: 'www.example.test', certificateType: 'single', alsoFor: ['example.test'] },
      ]
      for (const names of wrong)
        expect(await refusalOf(api.ssl.provisionDevice({ deviceId, autoRenewal: true, ...names }))).toMatchObject({
          code: 'NAME_INVALID',
          status: 422,
        })
      expect((await api.ssl.operations({ deviceId })).items).toEqual([])
    })

    test('shows a device as it told itself to be, and what it did last', async () => {
      const { api, device, deviceId } = await newTeam()
      expect(await api.ssl.deviceStatus({ deviceId })).toMatchObject({ toldAt: null, certificate: null, others: [], lastOperation: null })
      const { name } = device.enrolled
      const authority = await createTestAuthority('Practice')
      const leaf = await authority.issue({ names: [name] })
      const moment = new Date(under.cloud.clock.now()).toISOString()
      const { state, serial } = stateOf(name, leaf.certificatePem, moment)
      await device.api.deviceState.tell({ state })
      const told = { certificatePem: leaf.certificatePem, directory: 'https://ca.example.test/dir' }
      expect(await device.api.deviceState.tellCertificate(told)).toEqual(await device.api.deviceState.tellCertificate(told))
      const { id } = await api.ssl.renewCertificate({ deviceId })
      const status = await api.ssl.deviceStatus({ deviceId })
      expect(status).toMatchObject({
        name,
        plan: 'enterprise',
        version: '1.2.3',
        certificate: state.certificates[0],
        lastOperation: { id },
      })
      expect(await api.ssl.advancedManagement({ deviceId })).toMatchObject({
        revocationStatus: [{ serial, ocspResponder: null, mustStaple: false, revokedAt: null }],
        monitors: [{ certificate: name, label: 'Device page', address: 'localhost:443' }],
        alerts: [{ certificate: name, code: 'ACME_BUSY' }],
        apiTokens: 0,
      })
      const nonsense = device.api.deviceState.tellCertificate({ ...told, certificatePem: 'nonsense' })
      expect(await refusalOf(nonsense)).toMatchObject({ code: 'INPUT_INVALID', status: 400 })
    })

    test('shows what the plan has and what others add; nothing can be bought without a payment provider', async () => {
      const { api, deviceId } = await newTeam({ plan: 'free' })
      const { current, upgrades } = await api.ssl.premiumFeatures({ deviceId })
      expect(current).toMatchObject({ plan: 'free', priceCents: 0 })
      expect(upgrades.map(({ plan, priceCents }) => [plan, priceCents])).toEqual([
        ['premium', 1_900],
        ['enterprise', 9_900],
      ])
      expect(upgrades[0]?.adds).toContain('wildcard')
      expect(upgrades[0]?.adds).not.toContain('device-page')
      expect(await refusalOf(api.ssl.upgradeToPremium({ deviceId }))).toMatchObject({ code: 'BILLING_NOT_CONFIGURED', status: 409 })
    })

    test('people make API tokens, which may no more than they, and withdraw them at once', async () => {
      const { api, deviceId, slug, teamId } = await newTeam()
      const wanted = {
        team: slug,
        name: 'Deployment',
        role: 'member' as const,
        scopes: ['devices:read' as const, 'devices:command' as const],
      }
      const { token, secret } = await api.apiTokens.create(wanted)
      expect(token).toMatchObject({ name: 'Deployment', role: 'member', withdrawnAt: null })
      expect(secret.startsWith(token.shown)).toBe(true)
      const program = clientWith(under.cloud.url, { authorization: `Bearer ${secret}` })
      expect((await program.ssl.renewCertificate({ deviceId })).state).toBe('queued')
      expect(await refusalOf(program.ssl.revokeCertificate({ params: { deviceId }, query: {} }))).toMatchObject({ code: 'ROLE_TOO_LOW' })
      expect(await refusalOf(program.apiTokens.list({ team: slug }))).toMatchObject({ code: 'PERSON_NEEDED' })
      await api.apiTokens.create({ ...wanted, name: 'Another' })
      const first = await api.apiTokens.list({ team: slug, limit: 1 })
      const second = await api.apiTokens.list({ team: slug, limit: 1, cursor: first.next ?? '' })
      expect([first.items[0]?.name, second.items[0]?.name].toSorted()).toEqual(['Another', 'Deployment'])
      expect(second.next).toBeNull()
      expect(JSON.stringify([first, second])).not.toContain(secret)

      const outsider = await under.cloud.newPerson({ teamId: (await under.cloud.newTeam()).teamId, role: 'owner' })
      expect(await refusalOf(outsider.api.apiTokens.withdraw({ team: slug, tokenId: token.id }))).toMatchObject({ code: 'TEAM_NOT_FOUND' })
      expect((await api.apiTokens.withdraw({ team: slug, tokenId: token.id })).token.withdrawnAt).not.toBeNull()
      expect(await refusalOf(program.ssl.deviceStatus({ deviceId }))).toMatchObject({ code: 'API_TOKEN_INVALID', status: 401 })
      expect(await refusalOf(api.apiTokens.withdraw({ team: slug, tokenId: token.id }))).toMatchObject({ code: 'API_TOKEN_NOT_FOUND' })
      const { items } = await api.teams.audit({ team: slug, limit: 10 })
      expect(items.map(({ action }) => action)).toContain('api-token.withdrawn')
      expect(JSON.stringify(items)).not.toContain(secret)
      expect((await under.database.db.selectFrom('api_tokens').selectAll().where('team_id', '=', teamId).execute()).length).toBe(2)
    })
  },
  { limits: { perAddress: 100_000, perCaller: 100_000 } },
)

type OrderedNames = Parameters<CloudClient['ssl']['provisionDevice']>[0]

function stateOf(name: string, pem: string, moment: string) {
  const serial = new X509Certificate(pem).serialNumber
  const programs = [{ label: 'Device page', address: 'localhost:443', verifiedAt: moment, trust: 'root' as const }]
  const states = { issued: moment, installed: moment, bound: moment, verified: moment }
  const state: DeviceState = {
    version: '1.2.3',
    certificates: [
      {
        names: [name],
        kind: 'device',
        directory: 'https://ca.example.test/dir',
        keyType: 'p-256',
        autoRenewal: true,
        health: 'attention',
        current: { serial, issuer: 'Practice', notBefore: moment, notAfter: moment, revokedAt: null, states, programs },
        renewal: { at: moment, reason: 'age' },
        failure: { code: 'ACME_BUSY', sentence: 'Busy.', at: moment, nextAttemptAt: null },
      },
    ],
  }
  return { state, serial }
}

import { X509Certificate } from 'node:crypto'
import type { AcmeRequest, TeamAcmeAccount } from '@mylzip/shared/cloud-api/acme-accounts.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour } from '@mylzip/shared/domain/time.ts'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { AskedAuthority } from '#cloud/modules/acme/acme-http.adapter.ts'
import type { Quota } from '#cloud/modules/quota/quotas.policy.ts'
import { readIssuedCertificate } from '#main/acme/issued-certificate.ts'
import { keys } from '../../support/acme-client-under-test.ts'
import { startAliasDns } from '../../support/alias-dns.ts'
import { refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { cloudSolver, gatewayOf, issueWithTeam, orderingWithTeam } from '../../support/team-account.ts'

const authorities: AskedAuthority[] = []
const resolvers: string[] = []
const aliases = new Map<string, string>()
const quotas: Quota[] = []
const termsAgreed = true as const

describe.skipIf(!pebbleIsThere)(`a team’s account at an authority (${needsPebble})`, () => {
  let customers: Awaited<ReturnType<typeof startAliasDns>>
  beforeAll(async () => {
    customers = await startAliasDns(aliases)
    resolvers.push(`127.0.0.1:${customers.port}`)
  })
  afterAll(() => customers?.stop())

  describeOnEachDatabase(
    'whose key is in the cloud',
    (test, under) => {
      let pebble: StartedPebble
      let account: TeamAcmeAccount
      let team: Awaited<ReturnType<typeof under.cloud.newTeam>>
      let devices: [TestDevice, TestDevice, TestDevice]

      const admin = async () => (await under.cloud.newPerson({ teamId: team.teamId, role: 'admin' })).api
      const ask = (device: TestDevice, request: AcmeRequest, directory = pebble.directoryUrl) =>
        device.api.acmeAccounts.ask({ directory, request })
      const refused = async (device: TestDevice, request: AcmeRequest) => (await refusalOf(ask(device, request))).code
      const orderFor = async (device: TestDevice, names = [device.enrolled.name]) => {
        const { headers, body, status } = await ask(device, { kind: 'order', names })
        expect(status).toBe(201)
        return { url: headers.location ?? '', ...(body as { finalize: string; authorizations: [string] }) }
      }

      beforeAll(async () => {
        const env = { PEBBLE_WFE_NONCEREJECT: '10' }
        pebble = await startPebble({ dnsPort: under.cloud.dnsPort, env })
        authorities.push({ directoryUrl: pebble.directoryUrl, rootsPem: pebble.rootPem })
        team = await under.cloud.newTeam()
        const { token, slug } = team
        account = await (await admin()).acmeAccounts.open({
          team: slug,
          directory: pebble.directoryUrl,
          contact: ['it@office.test'],
          termsAgreed,
        })
        const newDevice = () => under.cloud.newDevice({ token })
        devices = [await newDevice(), await newDevice(), await newDevice()]
      })
      afterAll(() => pebble?.stop())

      test('serves several devices at once: each makes its key and gets its certificate, and there is one account', async () => {
        const issued = await Promise.all(devices.map((device) => issueWithTeam(device, pebble)))
        for (const [index, { chain }] of issued.entries()) {
          const leaf = new X509Certificate(chain[0] ?? '')
          expect(leaf.subjectAltName).toBe(`DNS:${devices[index]?.enrolled.name}`)
        }
        expect(
          pebble
            .output()
            .match(/There are now (\d+) accounts in memory/g)
            ?.at(-1),
        ).toBe('There are now 1 accounts in memory')
        const { items } = await (await admin()).acmeAccounts.list({ team: team.slug })
        expect(items).toEqual([account])
        expect(account).toMatchObject({ state: 'valid', contact: ['it@office.test'] })
        const { items: entries } = await (await admin()).teams.audit({ team: team.slug, limit: 100 })
        const actions = entries.map(({ action }) => action).filter((action) => action.startsWith('acme-account'))
        expect(actions).toEqual([...devices.map(() => 'acme-account.ordered'), 'acme-account.opened'])
      })

      test('keeps its key sealed', async () => {
        const read = () =>
          under.database.db.selectFrom('team_acme_accounts').selectAll().where('id', '=', account.id).executeTakeFirstOrThrow()
        const { sealed_key: before } = await read()
        expect(before).toMatch(/^test\./)
        expect(Buffer.from(before?.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('"d"')
      })

      test('orders no name that is not the device’s own, however it is written', async () => {
        const [one, two] = devices
        const own = one.enrolled.name
        const { body, status } = await ask(one, { kind: 'order', names: [own.toUpperCase(), `${own}.`, `*.${own}`] })
        expect(status).toBe(201)
        expect(body).toMatchObject({ identifiers: expect.arrayContaining([{ type: 'dns', value: own }]) })
        const [label = '', ...rest] = own.split('.')
        const foreign = [
          two.enrolled.name,
          `x.${own}`,
          rest.join('.'),
          `${label.replace('k', 'K')}\u212a.${rest.join('.')}`,
          `*.*.${own}`,
          '192.0.2.7',
          ' ',
          own.replace('.', '\u3002'),
        ]
        for (const name of foreign) expect(await refused(one, { kind: 'order', names: [own, name] }), name).toBe('NAME_NOT_YOURS')
      })

      test('orders a customer’s name only for the device its CNAME leads to, though the account has proven it for another', async () => {
        const [one, two] = devices
        const name = 'www.customer.test'
        const { target } = await one.api.dns.delegate({ name })
        await two.api.dns.delegate({ name })
        expect(await refused(one, { kind: 'order', names: [name] })).toBe('CNAME_NOT_TO_THIS_DEVICE')
        aliases.set(`_acme-challenge.${name}`, target)
        expect((await ask(one, { kind: 'order', names: [name] })).status).toBe(201)
        expect(await refused(two, { kind: 'order', names: [name] })).toBe('CNAME_NOT_TO_THIS_DEVICE')
        expect(await refused(devices[2], { kind: 'order', names: [name] })).toBe('NAME_NOT_YOURS')
      })

      test('speaks of an order to the device alone that placed it, and of nothing else at the authority', async () => {
        const [one, two] = devices
        const order = await orderFor(one)
        const { body } = await ask(one, { kind: 'read', url: order.authorizations[0] })
        const challenge = (body as { challenges: [{ url: string }] }).challenges[0].url
        const csr = Buffer.from(await keys.csr(await keys.generate('p-256'), [one.enrolled.name])).toString('base64url')
        const origin = new URL(pebble.directoryUrl).origin
        const others: AcmeRequest[] = [
          { kind: 'read', url: order.url },
          { kind: 'read', url: order.authorizations[0] },
          { kind: 'challenge', url: challenge },
          { kind: 'finalize', url: order.finalize, csr },
        ]
        for (const request of others) expect(await refused(two, request)).toBe('ACME_ADDRESS_NOT_YOURS')
        const strange = [
          account.url ?? '',
          `${account.url}/orders`,
          `${origin}/order-plz`,
          `${origin}/rollover-account-key`,
          order.url.replace('https://localhost', 'https://127.0.0.1'),
          `${order.url}/`,
          'http://169.254.169.254/latest/meta-data',
          'https://other.test/order',
        ]
        for (const url of strange)
          for (const request of [
            { kind: 'read', url },
            { kind: 'challenge', url },
            { kind: 'finalize', url, csr },
          ] as const)
            expect(await refused(one, request), `${request.kind} ${url}`).toBe('ACME_ADDRESS_NOT_YOURS')
        // Its own addresses, each for what it is for.
        expect(await refused(one, { kind: 'challenge', url: order.authorizations[0] })).toBe('ACME_ADDRESS_NOT_YOURS')
        expect(await refused(one, { kind: 'finalize', url: challenge, csr })).toBe('ACME_ADDRESS_NOT_YOURS')
      })

      test('takes nothing but what is listed: no payload of one’s own, no other authority, no other team’s device', async () => {
        const [one] = devices
        const order = await orderFor(one)
        const wanted = { kind: 'read', url: order.url }
        const made = [
          { ...wanted, payload: { status: 'deactivated' } },
          { kind: 'challenge', url: order.authorizations[0], status: 'deactivated' },
          { kind: 'update-account', contact: ['mailto:me@evil.test'] },
          { kind: 'order', names: [one.enrolled.name], notAfter: '2099-01-01T00:00:00Z' },
          { kind: 'order', names: Array.from({ length: 101 }, () => one.enrolled.name) },
          { kind: 'finalize', url: order.finalize, csr: 'A'.repeat(200_000) },
          { kind: 'read', url: `${order.url}\u0000` },
        ]
        for (const request of made) expect(await refused(one, request as AcmeRequest)).toBe('INPUT_INVALID')
        const elsewhere = `${new URL(pebble.directoryUrl).origin}/other-dir`
        expect((await refusalOf(ask(one, { kind: 'read', url: order.url }, elsewhere))).code).toBe('TEAM_ACCOUNT_MISSING')
        const stranger = await under.cloud.newDevice()
        expect(await refused(stranger, { kind: 'read', url: order.url })).toBe('TEAM_ACCOUNT_MISSING')
      })

      test('hands in requests of the order’s names only, each with a key of the device’s own', async () => {
        const [one, two] = devices
        const order = await orderFor(one)
        const finalize = (csr: Uint8Array | string) =>
          refused(one, {
            kind: 'finalize',
            url: order.finalize,
            csr: typeof csr === 'string' ? csr : Buffer.from(csr).toString('base64url'),
          })
        const key = await keys.generate('p-256')
        const good = await keys.csr(key, [one.enrolled.name])
        expect(await finalize(await keys.csr(key, [one.enrolled.name, two.enrolled.name]))).toBe('CSR_NAMES_DIFFER')
        expect(await finalize(await keys.csr(key, [two.enrolled.name]))).toBe('CSR_NAMES_DIFFER')
        expect(await finalize('AAAA')).toBe('CSR_UNREADABLE')
        const broken = Uint8Array.from(good)
        broken.set([(broken.at(-1) ?? 0) ^ 1], broken.length - 1)
        expect(['CSR_SIGNATURE_WRONG', 'CSR_UNREADABLE']).toContain(await finalize(broken))
        const { privateKeyPem } = await issueWithTeam(two, pebble)
        expect(await finalize(await keys.csr(privateKeyPem, [one.enrolled.name]))).toBe('KEY_OF_ANOTHER_DEVICE')
      })

      test('answers an order whose answer was lost with the same order', async () => {
        const [, , three] = devices
        const first = await orderFor(three)
        expect((await orderFor(three)).url).toBe(first.url)
        expect((await orderFor(three, [three.enrolled.name, `*.${three.enrolled.name}`])).url).not.toBe(first.url)
      })

      test('is asked seven times for a certificate, and goes on with the same order where the cloud was away', async () => {
        const [, , three] = devices
        const gateway = gatewayOf(three)
        const asked: string[] = []
        let away = false
        const authority = await orderingWithTeam(three, pebble, {
          find: gateway.find,
          async ask(directory, request) {
            if (away) throw new Refusal('CLOUD_UNREACHABLE', { cloud: 'the cloud under test', reason: 'it is away' })
            asked.push(request.kind)
            return gateway.ask(directory, request)
          },
        })
        const names = [`*.${three.enrolled.name}`]
        const order = await authority.order({ names, profile: undefined, replaces: undefined })
        away = true
        await expect(authority.authorize(order, cloudSolver(three), names)).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
        away = false
        await authority.authorize(order, cloudSolver(three), names)
        const chain = await authority.finalize(order, await keys.csr(await keys.generate('p-256'), names), undefined, names)
        expect(chain.length).toBeGreaterThan(1)
        // One more than RFC 8555 needs: after the failure the order is looked at anew.
        expect(asked.filter((kind) => kind !== 'read')).toEqual(['order', 'challenge', 'finalize'])
        expect(asked.length).toBeLessThanOrEqual(9)
      })

      test('orders no more than the authority takes of one account: the next waits for its turn', async () => {
        const [one, two] = devices
        const often = { most: 1_000, window: hour }
        quotas.push({
          directory: new URL(pebble.directoryUrl).host,
          certificates: often,
          accounts: often,
          orders: { most: 1, window: hour },
        })
        try {
          await orderFor(one, [`*.${one.enrolled.name}`])
          const names = [`*.${two.enrolled.name}`]
          expect(await refusalOf(ask(two, { kind: 'order', names }))).toMatchObject({ code: 'ORDER_QUEUED', status: 409 })
        } finally {
          quotas.pop()
        }
      })

      test('says what a certificate replaces, and revokes, for the device that ordered it', async () => {
        const [one, two] = devices
        const { chain } = await issueWithTeam(one, pebble)
        const leaf = chain[0] ?? ''
        const { ariId = '' } = await readIssuedCertificate(leaf)
        const certificate = new X509Certificate(leaf).raw.toString('base64url')
        expect(await refused(two, { kind: 'order', names: [two.enrolled.name], replaces: ariId })).toBe('CERTIFICATE_NOT_YOURS')
        expect(await refused(two, { kind: 'revoke', certificate, reason: 1 })).toBe('CERTIFICATE_NOT_YOURS')
        expect(await pebble.statusOf(leaf)).toBe('Valid')
        const authority = await orderingWithTeam(one, pebble)
        // One that another account ordered is renewed all the same.
        expect(await authority.order({ names: [one.enrolled.name], profile: undefined, replaces: `${ariId}A` })).toContain('https://')
        let isPlain = false
        const onPlainOrder = () => {
          isPlain = true
        }
        const url = await authority.order({ names: [one.enrolled.name], profile: undefined, replaces: ariId, onPlainOrder })
        expect([url !== '', isPlain]).toEqual([true, false])
        await authority.authorize(url, cloudSolver(one))
        await authority.revoke({ certificatePem: leaf, reason: 'superseded', signedBy: 'account' })
        expect(await pebble.statusOf(leaf)).toBe('Revoked')
      })

      test('is opened at known authorities only, once, by admins, ends for good, and is made anew twice and not without end', async () => {
        const other = await under.cloud.newTeam()
        const { api } = await under.cloud.newPerson({ teamId: other.teamId, role: 'admin' })
        const open = (directory: string) => api.acmeAccounts.open({ team: other.slug, directory, termsAgreed })
        expect((await refusalOf(open('https://169.254.169.254/latest'))).code).toBe('AUTHORITY_NOT_ASKED_HERE')
        expect((await refusalOf(open('http://169.254.169.254/latest'))).code).toBe('INPUT_INVALID')
        const opened = await open(pebble.directoryUrl)
        expect((await refusalOf(open(pebble.directoryUrl))).code).toBe('TEAM_ACCOUNT_THERE')
        expect(opened.url).not.toBe(account.url)
        const end = (accountId: string) => api.acmeAccounts.end({ team: other.slug, accountId })
        const foreign = (await admin()).acmeAccounts.end({ team: team.slug, accountId: opened.id })
        expect((await refusalOf(foreign)).code).toBe('TEAM_ACCOUNT_NOT_FOUND')
        const device = await under.cloud.newDevice({ token: other.token })
        await orderFor(device)
        expect(await end(opened.id)).toMatchObject({ state: 'ended' })
        expect(await refused(device, { kind: 'order', names: [device.enrolled.name] })).toBe('TEAM_ACCOUNT_MISSING')
        const rows = under.database.db.selectFrom('team_acme_accounts').selectAll().where('id', '=', opened.id)
        expect(await rows.execute()).toMatchObject([{ state: 'ended', sealed_key: null }])
        for (let times = 0; times < 2; times++) await end((await open(pebble.directoryUrl)).id)
        expect(await refusalOf(open(pebble.directoryUrl))).toMatchObject({ code: 'TOO_MANY_TRIES', status: 429 })
      })
    },
    { authorities, quotas, resolvers, limits: { perAddress: 100_000, perCaller: 100_000 } },
  )
})

import { beforeAll, describe, expect, test } from 'vitest'
import { readIssuedCertificate } from '#main/acme/issued-certificate.ts'
import { connectTo, issue, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { faultFor } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'

describe.skipIf(!pebbleIsThere)(`when to renew, as the authority suggests (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let account: TestAccount
  let leaf: string
  let ariId: string
  const names = ['ari.myl.test']

  beforeAll(async () => {
    account = await newTestAccount()
    leaf = (await issue(connectTo(acme.proxy, account), acme.pebble.solver(), names)).chain[0] ?? ''
    ariId = (await readIssuedCertificate(leaf)).ariId ?? ''
  })

  const window = (start: string, end: string) => ({ suggestedWindow: { start, end } })
  const answer = (body: object, headers = {}) =>
    faultFor(({ path }) => path.startsWith('/draft-ietf-acme-ari') || path.includes('renewal'), {
      status: 200,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })

  test('lies inside the certificate’s life', async () => {
    const { notBefore, notAfter } = await readIssuedCertificate(leaf)
    const suggested = await connectTo(acme.proxy, account).renewalWindow(ariId)
    expect(suggested?.start).toBeGreaterThan(notBefore)
    expect(suggested?.end).toBeLessThan(notAfter)
    expect(acme.proxy.requests.map(({ method }) => method)).toEqual(['GET', 'GET'])
  })

  test('moves when the authority moves it', async () => {
    const moved = { ...window('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'), explanationURL: 'https://ca.example/incident' }
    await acme.pebble.setRenewalInfo(leaf, moved)
    expect(await connectTo(acme.proxy, account).renewalWindow(ariId)).toMatchObject({
      start: Date.parse('2026-11-01T00:00:00Z'),
      end: Date.parse('2026-11-02T00:00:00Z'),
      explanationUrl: 'https://ca.example/incident',
    })
  })

  test('is asked for again when the authority says, but never more than once a minute or less than once a day', async () => {
    const now = Date.parse('2026-11-21T08:00:00Z')
    const asked = async (retryAfter: string) => {
      acme.proxy.fault = answer(window('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z'), { 'retry-after': retryAfter })
      const suggested = await connectTo(acme.proxy, account, { clock: { now: () => now } }).renewalWindow(ariId)
      return ((suggested?.askAgainAt ?? 0) - now) / 1_000
    }
    expect(await asked('21600')).toBe(21_600)
    expect(await asked('1')).toBe(60)
    expect(await asked('9999999')).toBe(86_400)
    expect(await asked('soon')).toBe(21_600)
  })

  test('counts as none when it ends before it begins', async () => {
    acme.proxy.fault = answer(window('2026-12-02T00:00:00Z', '2026-12-01T00:00:00Z'))
    expect(await connectTo(acme.proxy, account).renewalWindow(ariId)).toBeUndefined()
  })

  test('is none for a certificate the authority does not know, and at an authority without ARI', async () => {
    expect(await connectTo(acme.proxy, account).renewalWindow('aaaa.bbbb')).toBeUndefined()
    const origin = new URL(acme.proxy.directoryUrl).origin
    const plain = JSON.stringify({ newNonce: `${origin}/n`, newAccount: `${origin}/a`, newOrder: `${origin}/o` })
    acme.proxy.fault = faultFor(({ path }) => path === '/dir', {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: plain,
    })
    expect(await connectTo(acme.proxy, account).renewalWindow(ariId)).toBeUndefined()
  })

  test('counts without the page that explains it, whatever stands in its place', async () => {
    for (const explanationURL of [null, 7, {}]) {
      acme.proxy.fault = answer({ ...window('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z'), explanationURL })
      expect(await connectTo(acme.proxy, account).renewalWindow(ariId)).toMatchObject({ explanationUrl: undefined })
    }
  })

  test.each([
    ['a filter that forbids it', 403, 'text/plain', 'blocked by policy', 'ACME_PROTOCOL'],
    ['a filter that forbids it in JSON', 403, 'application/json', '{"error":"blocked"}', 'ACME_PROTOCOL'],
    ['a page that says not found', 404, 'text/html', '<html><title>Not here</title></html>', 'ACME_ANSWERED_BY_PAGE'],
  ])('is not denied by %s', async (_, status, type, body, code) => {
    acme.proxy.fault = faultFor(({ path }) => path.startsWith('/draft-ietf-acme-ari'), { status, headers: { 'content-type': type }, body })
    await expect(connectTo(acme.proxy, account).renewalWindow(ariId)).rejects.toMatchObject({ code })
  })

  test('is none where the authority says so itself, in a problem document or by 404', async () => {
    const problem = JSON.stringify({ type: 'urn:ietf:params:acme:error:malformed', detail: 'not one of ours' })
    for (const [status, body] of [
      [400, problem],
      [404, ''],
    ] as const) {
      const headers = { 'content-type': 'application/problem+json' }
      acme.proxy.fault = faultFor(({ path }) => path.startsWith('/draft-ietf-acme-ari'), { status, headers, body })
      expect(await connectTo(acme.proxy, account).renewalWindow(ariId)).toBeUndefined()
    }
  })

  test('a renewal says what it replaces; when that was replaced already, it is ordered all the same', async () => {
    const authority = connectTo(acme.proxy, account)
    const payloads = () => acme.proxy.requests.filter(({ path }) => path === '/order-plz').map(({ body }) => payloadOf(body))
    await issue(authority, acme.pebble.solver(), names, { replaces: ariId })
    expect(payloads()).toMatchObject([{ replaces: ariId }])
    await issue(authority, acme.pebble.solver(), names, { replaces: ariId })
    expect(payloads().map((payload) => 'replaces' in payload)).toEqual([true, true, false])
  })

  test('a hint about a certificate of nobody never keeps a renewal from being ordered', async () => {
    const { chain } = await issue(connectTo(acme.proxy, account), acme.pebble.solver(), names, { replaces: 'aaaa.bbbb' })
    expect(chain).toHaveLength(2)
  })

  test('and neither does one about a certificate that the authority does not know, or not yet', async () => {
    const unknown = `${ariId.split('.')[0]}.${Buffer.from('0badc0de', 'hex').toString('base64url')}`
    const { chain } = await issue(connectTo(acme.proxy, account), acme.pebble.solver(), names, { replaces: unknown })
    expect(chain).toHaveLength(2)
    expect(acme.proxy.count('/order-plz')).toBe(2)
  })
})

function payloadOf(body: string): object {
  return JSON.parse(Buffer.from(JSON.parse(body).payload, 'base64url').toString())
}

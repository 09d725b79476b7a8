import { X509Certificate } from 'node:crypto'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { offersOf } from '#main/acme/directory-offers.policy.ts'
import { readIssuedCertificate } from '#main/acme/issued-certificate.ts'
import { hasKeyOf, splitChain } from '#main/acme/issued-chain.ts'
import { preferredOf } from '#main/acme/preferred-chain.policy.ts'
import { renewalWindowOf } from '#main/acme/renewal-window.policy.ts'
import { refusalOf, type Stage } from '#main/acme/session/problem.policy.ts'
import { readProblem } from '#main/acme/session/problem.ts'
import { Authorization, Directory, Order, RenewalInfo } from '#main/acme/session/resources.ts'
import { pageInPlace } from '#main/acme/session/web-page.policy.ts'
import { retryAfterMs } from '#main/system/network/retry-after.policy.ts'
import { createTestAuthority } from '../../../support/test-authority.ts'

const now = Date.UTC(2026, 10, 26, 12)
const json = fc.jsonValue({ maxDepth: 4 })
const stages: Stage[] = ['account', 'bound-account', 'new-order', 'known-order', 'validation', 'finalize', 'revocation', 'other']
const types = [
  'badNonce',
  'caa',
  'compound',
  'dns',
  'malformed',
  'rateLimited',
  'rejectedIdentifier',
  'unauthorized',
  'userActionRequired',
  '__proto__',
]
const typed = fc.constantFrom(...types).map((type) => `urn:ietf:params:acme:error:${type}`)
const subproblem = fc.record({ type: fc.oneof(typed, json), detail: fc.oneof(fc.string(), json), identifier: json }, { requiredKeys: [] })
const problem = fc.record(
  { type: fc.oneof(typed, json), detail: fc.oneof(fc.string(), json), instance: json, subproblems: fc.oneof(fc.array(subproblem), json) },
  { requiredKeys: [] },
)

describe('an authority may answer anything', () => {
  test('and what it objects is a code with one readable line, whatever the document holds', () => {
    const status = fc.constantFrom(200, 301, 400, 403, 404, 409, 429, 500, 503)
    fc.assert(
      fc.property(fc.oneof(problem, json), status, fc.constantFrom(...stages), (data, code, stage) => {
        const read = readProblem(data)
        const refusal = refusalOf({ status: code, problem: read, stage, names: ['desk.test'], retryAt: undefined })
        expect(isRefusal(refusal)).toBe(true)
        expect(refusal.message).not.toMatch(/\p{Cc}/u)
        expect(refusal.message.length).toBeLessThan(1_500)
        if (read) expect(read.detail.length).toBeLessThanOrEqual(400)
      }),
    )
  })

  test('and the time it asks for lies between now and a month', () => {
    const header = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.constantFrom('', ' 5 ', '-5', '1e3', '0x10', '99999999999999999999', 'Thu, 99 Nov 2026 99:99:99 GMT'),
    )
    fc.assert(
      fc.property(header, fc.option(header, { nil: undefined }), (text, date) => {
        const ms = retryAfterMs(text, date, now)
        if (ms === undefined) return
        expect(ms).toBeGreaterThanOrEqual(0)
        expect(ms).toBeLessThanOrEqual(30 * 86_400_000)
      }),
    )
    expect(retryAfterMs(new Date(now + 90_000).toUTCString(), undefined, now)).toBe(90_000)
    expect(retryAfterMs(new Date(now + 90_000).toUTCString(), new Date(now + 60_000).toUTCString(), now)).toBe(30_000)
  })

  test('and a directory, an order or a window is what it has to be, or nothing', () => {
    const url = fc.oneof(fc.webUrl(), fc.string(), json)
    const meta = fc.oneof(json, fc.record({ profiles: json, website: url, termsOfService: url, caaIdentities: json }, { requiredKeys: [] }))
    const directory = fc.record({ newNonce: url, newAccount: url, newOrder: url, renewalInfo: url, meta }, { requiredKeys: [] })
    fc.assert(
      fc.property(fc.oneof(directory, json), (data) => {
        for (const schema of [Order, Authorization]) expect([true, false]).toContain(schema.safeParse(data).success)
        const read = Directory.safeParse(data)
        if (!read.success) return
        const offers = offersOf(read.data)
        for (const each of [offers.website, offers.termsOfService]) if (each) expect(new URL(each).protocol).toMatch(/^https?:$/)
        for (const { description, name } of offers.profiles) expect(name + description).not.toMatch(/\p{Cc}/u)
      }),
    )
    const time = fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string(),
    )
    fc.assert(
      fc.property(time, time, fc.double(), (start, end, askAgain) => {
        const info = RenewalInfo.parse({ suggestedWindow: { start, end } })
        const window = renewalWindowOf(info, now, Number.isNaN(askAgain) ? 0 : askAgain)
        if (!window) return
        expect(window.end).toBeGreaterThan(window.start)
        expect(window.askAgainAt - now).toBeGreaterThanOrEqual(60_000)
        expect(window.askAgainAt - now).toBeLessThanOrEqual(86_400_000)
      }),
    )
  })

  test('and a page in its place is told by name, without anything that would break a line', () => {
    const data = fc.oneof(
      fc.string(),
      json,
      fc.string().map((title) => `<html><title>${title}</title>`),
    )
    const headers = fc.record(
      { 'content-type': fc.constantFrom('text/html', 'application/json', ''), location: fc.string() },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(data, headers, fc.integer({ min: 100, max: 599 }), (body, some, status) => {
        const page = pageInPlace({ url: 'https://ca.test/dir', status, headers: some, data: body })
        if (page !== undefined) expect(page).not.toMatch(/[\r\n]/)
        if (status >= 500 && status !== 511) expect(page).toBeUndefined()
      }),
    )
  })
})

describe('a certificate may be anything', () => {
  let der: Buffer
  let pem: string
  beforeAll(async () => {
    const authority = await createTestAuthority()
    pem = (await authority.issue({ names: ['desk.test', 'www.desk.test'] })).certificatePem
    der = new X509Certificate(pem).raw
  })
  const wrapped = (bytes: Uint8Array) =>
    `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes).toString('base64')}\n-----END CERTIFICATE-----\n`
  async function read(text: string): Promise<void> {
    try {
      const facts = await readIssuedCertificate(text)
      expect(facts.serial).toMatch(/^[0-9A-F]+$/)
      expect(facts.notAfter).not.toBeNaN()
      expect(facts.notBefore).not.toBeNaN()
    } catch (error) {
      if (!isRefusal(error, 'ACME_PROTOCOL')) throw error
    }
  }

  test('and is read, or refused with a code', async () => {
    const garbage = fc.oneof(fc.string(), fc.uint8Array({ maxLength: 400 }).map(wrapped))
    await fc.assert(fc.asyncProperty(garbage, read), { numRuns: 200 })
  })

  test('with any of its bytes changed, left out or doubled', async () => {
    const change = fc.record({
      at: fc.nat(),
      value: fc.integer({ min: 0, max: 255 }),
      kind: fc.constantFrom('set', 'drop', 'double', 'cut'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let bytes = [...der]
        for (const { at, value, kind } of changes) {
          const place = at % Math.max(bytes.length, 1)
          if (kind === 'set') bytes[place] = value
          else if (kind === 'drop') bytes.splice(place, 1)
          else if (kind === 'double') bytes.splice(place, 0, bytes[place] ?? 0)
          else bytes = bytes.slice(0, place)
        }
        const text = wrapped(Uint8Array.from(bytes))
        await read(text)
        const chain = splitChain(text)
        if (chain) {
          expect([true, false]).toContain(hasKeyOf(chain[0], der))
          preferredOf([chain], 'Any Root')
        }
      }),
      { numRuns: 400 },
    )
  })

  test('a chain is whole or none', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(pem, 'noise\n', wrapped(Buffer.from('no')), '-----BEGIN CERTIFICATE-----\n')), (parts) => {
        const chain = splitChain(parts.join(''))
        for (const each of chain ?? []) expect(() => new X509Certificate(each)).not.toThrow()
      }),
      { numRuns: 50 },
    )
    for (const data of [undefined, null, 7, {}, [], '']) expect(splitChain(data)).toBeUndefined()
  })
})

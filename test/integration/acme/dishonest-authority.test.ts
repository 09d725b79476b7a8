import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { Authorization } from '#main/acme/session/resources.ts'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { connectTo, keys, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'

const forms = ['dns-01', 'dns-persist-01'] as const

describe.skipIf(!pebbleIsThere)(`an authority that wants more than it was asked for (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let account: TestAccount
  let published: string[]
  const names = ['honest.myl.test']
  const order = { names, profile: undefined, replaces: undefined }
  const authority = () => connectTo(acme.proxy, account)
  const solver = (type: ChallengeSolver['type'] = 'dns-01'): ChallengeSolver => ({
    type,
    publish: async ({ name }) => void published.push(name),
    remove: async () => undefined,
  })
  /** What it answers there, changed. */
  const answers = (path: string, from: string | RegExp, to: string) => {
    acme.proxy.fault = (seen) => (seen.path.startsWith(path) ? { rewrite: (body) => body.replace(from, to) } : undefined)
  }

  beforeEach(async () => {
    published = []
    account = await newTestAccount()
  })

  test.each(forms)('gets no proof by %s of a name that is not in the order', async (type) => {
    const ca = authority()
    const url = await ca.order(order)
    answers('/authZ/', 'honest.myl.test', 'victim.example')
    await expect(ca.authorize(url, solver(type))).rejects.toMatchObject({
      code: 'ACME_PROTOCOL',
      data: { detail: 'it wants victim.example proven, which is not in the order' },
    })
    expect(published).toEqual([])
  })

  test('cannot write anything but a line of text to the screen or the log', async () => {
    const ca = authority()
    const url = await ca.order(order)
    const odd = '\\u001b[31mred\\nERROR forged'
    const messageOf = async (from: string | RegExp, to: string) => {
      answers('/authZ/', from, to)
      const refusal: unknown = await authority()
        .authorize(url, solver())
        .catch((error: unknown) => error)
      return refusal instanceof Refusal ? JSON.stringify(refusal.data) : String(refusal)
    }
    for (const told of [
      await messageOf('honest.myl.test', odd),
      await messageOf('"dns"', `"${odd}"`),
      await messageOf(/"(dns|http|tls-alpn)-01"/g, `"${odd}${'x'.repeat(2_000)}"`),
    ]) {
      expect(told).toContain('[31mred ERROR forged')
      expect(told).not.toContain('\\u001b')
      expect(told.length).toBeLessThan(1_000)
    }
  })

  test('gets no proof of a wildcard where none was ordered', async () => {
    const ca = authority()
    const url = await ca.order(order)
    answers('/authZ/', /^\{/, '{"wildcard":true,')
    await expect(ca.authorize(url, solver())).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
    expect(published).toEqual([])
  })

  test('gets no proof of what it wrote into the order itself, at once or after the process was killed', async () => {
    answers('/order-plz', 'honest.myl.test', 'victim.example')
    await expect(authority().order(order)).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
    acme.proxy.fault = () => undefined
    const url = await authority().order(order)
    acme.proxy.fault = () => ({ rewrite: (body) => body.replaceAll('honest.myl.test', 'victim.example') })
    await expect(authority().authorize(url, solver(), names)).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
    expect(published).toEqual([])
  })

  test.each(['https://[', ''])('gets nothing proven at an order that is said to lie at “%s”', async (location) => {
    acme.proxy.fault = ({ path }) => (path === '/order-plz' ? { otherHeaders: { location } } : undefined)
    await expect(authority().order(order)).rejects.toMatchObject({
      code: 'ACME_PROTOCOL',
      data: { detail: 'it took an order without saying where it is' },
    })
  })

  test('cannot pass off a certificate for fewer names than were ordered', async () => {
    const ca = authority()
    const url = await ca.order(order)
    await ca.authorize(url, acme.pebble.solver())
    const more = { type: 'dns', value: 'www.honest.myl.test' }
    const rewrite = (body: string) => {
      const read = JSON.parse(body)
      return JSON.stringify({ ...read, identifiers: [...read.identifiers, more] })
    }
    acme.proxy.fault = ({ path }) => (path.startsWith('/my-order/') || path.startsWith('/finalize-order/') ? { rewrite } : undefined)
    const csr = await keys.csr(await keys.generate('p-256'), names)
    await expect(authority().finalize(url, csr)).rejects.toMatchObject({
      code: 'ACME_PROTOCOL',
      data: { detail: 'the certificate is for honest.myl.test, and not for the names of the order' },
    })
    acme.proxy.fault = () => undefined
    expect(await authority().finalize(url, csr)).toHaveLength(2)
  })

  test('cannot pass off a certificate for fewer names by saying that fewer were ordered', async () => {
    const ca = authority()
    const both = [...names, 'www.honest.myl.test']
    const key = await keys.generate('p-256')
    const fewer = await ca.order(order)
    await ca.authorize(fewer, acme.pebble.solver())
    const [leaf = '', issuer = ''] = await ca.finalize(fewer, await keys.csr(key, names))
    const url = await ca.order({ ...order, names: both })
    await ca.authorize(url, acme.pebble.solver())
    const rewrite = (body: string) => {
      const read = JSON.parse(body)
      const identifiers = [{ type: 'dns', value: names[0] }]
      return JSON.stringify({ ...read, identifiers, authorizations: read.authorizations.slice(0, 1) })
    }
    const headers = { 'content-type': 'application/pem-certificate-chain' }
    acme.proxy.fault = ({ path }) => {
      if (path.startsWith('/my-order/') || path.startsWith('/finalize-order/')) return { rewrite }
      return path.startsWith('/certZ/') ? { status: 200, headers, body: leaf + issuer } : undefined
    }
    const csr = await keys.csr(key, both)
    await expect(authority().finalize(url, csr, undefined, both)).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
    acme.proxy.fault = ({ path }) => (path.startsWith('/certZ/') ? { status: 200, headers, body: leaf + issuer } : undefined)
    await expect(authority().finalize(url, csr, undefined, both)).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
  })

  test.each(['https://acme.example/account/1', '/my-account/1;policy=wildcard', 'https://['])(
    'cannot say that our account is %s',
    async (location) => {
      acme.proxy.fault = ({ path }) => (path === '/sign-me-up' ? { otherHeaders: { location } } : undefined)
      await expect(authority().prepareAccount()).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
      expect(account.url).toBeUndefined()
    },
  )

  test('gets no lasting record for an account elsewhere, even if that was believed before', async () => {
    const told = new Map<string, string>()
    acme.proxy.fault = ({ path }) => ({ rewrite: (body) => told.set(path.split('/')[1] ?? '', body) && body })
    const ca = authority()
    const url = await ca.order(order)
    await authority()
      .authorize(url, { ...solver(), publish: () => Promise.reject(new Error('not now')) })
      .catch(() => undefined)
    acme.proxy.fault = ({ path }) => {
      const body = told.get(path.split('/')[1] ?? '')
      return path !== '/dir' && body ? { status: 200, headers: { 'content-type': 'application/json' }, body } : undefined
    }
    account.url = 'https://acme.example/account/1'
    await expect(authority().authorize(url, solver('dns-persist-01'))).rejects.toMatchObject({
      code: 'ACME_PROTOCOL',
      data: { detail: expect.stringContaining('another authority’s') },
    })
    expect(published).toEqual([])
  })

  test('names itself in a lasting record by a host name or not at all', () => {
    const challenge = (issuer: string) => ({
      type: 'dns-persist-01',
      url: 'https://ca.example/chal/1',
      status: 'pending',
      'issuer-domain-names': [issuer],
    })
    const kept = (issuer: string) =>
      Authorization.parse({ status: 'pending', identifier: { type: 'dns', value: names[0] }, challenges: [challenge(issuer)] }).challenges
        .length
    expect(kept('authority.example')).toBe(1)
    for (const odd of ['.', '-', 'a..example', 'localhost', '10.0.0.1', '-a.example', `${'a'.repeat(64)}.example`])
      expect(kept(odd), odd).toBe(0)
  })
})

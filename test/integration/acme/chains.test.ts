import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectTo, keys, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { type FaultingProxy, faultFor, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

const quick = { pace: { first: 50, slowest: 500, patience: 20_000 } }

async function ordered(ca: { directoryUrl: string; rootPem: string }, pebble: StartedPebble, account: TestAccount, preferred?: string) {
  const authority = connectTo(ca, account, quick)
  const names = ['chain.myl.test']
  const url = await authority.order({ names, profile: undefined, replaces: undefined })
  await authority.authorize(url, pebble.solver())
  return authority.finalize(url, await keys.csr(await keys.generate('p-256'), names), preferred)
}

const issuersOf = (chain: string[]) => chain.map((pem) => /CN=(.*)/.exec(new X509Certificate(pem).issuer)?.[1] ?? '')

describe.skipIf(!pebbleIsThere)(`among the chains an authority offers (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let account: TestAccount
  let roots: string[]
  const toAlternate = ({ path }: { path: string }) => /\/certZ\/.*\/alternate\/|\/certZ\/.*alternate/.test(path)

  beforeAll(async () => {
    pebble = await startPebble({ env: { PEBBLE_ALTERNATE_ROOTS: '2', PEBBLE_CHAIN_LENGTH: '2' } })
    proxy = await startFaultingProxy(pebble)
    account = await newTestAccount()
    roots = await Promise.all(
      [0, 1, 2].map(async (n) => /CN=(.*)/.exec(new X509Certificate(await pebble.issuingRoot(n)).subject)?.[1] ?? ''),
    )
  })
  afterAll(async () => {
    await proxy?.stop()
    await pebble?.stop()
  })
  beforeEach(() => {
    proxy.requests.length = 0
    proxy.fault = () => undefined
  })

  test.each([0, 1, 2])('the one that leads to the preferred root is taken (root %i)', async (number) => {
    const chain = await ordered(proxy, pebble, account, ` ${roots[number]?.toUpperCase()} `)
    expect(issuersOf(chain).at(-1)).toBe(roots[number])
    expect(chain).toHaveLength(3)
  })

  test('the usual one is taken without a preference, and without asking for others', async () => {
    expect(issuersOf(await ordered(proxy, pebble, account)).at(-1)).toBe(roots[0])
    expect(proxy.requests.filter(toAlternate)).toEqual([])
  })

  test('the one with an issuer of that name in the middle is taken', async () => {
    const [intermediate = ''] = issuersOf(await ordered(proxy, pebble, account, roots[2]))
    expect(issuersOf(await ordered(proxy, pebble, account, intermediate))[0]).toBe(intermediate)
  })

  test('a leaf alone is a chain too: its root may have signed it itself', async () => {
    const leafOnly = (body: string) => body.slice(0, body.indexOf('-----END CERTIFICATE-----') + 26)
    proxy.fault = ({ path }) => (path.startsWith('/certZ/') ? { rewrite: leafOnly } : undefined)
    const chain = await ordered(proxy, pebble, account, 'Nobody’s Root')
    expect(chain).toHaveLength(1)
    expect(await ordered(proxy, pebble, account, issuersOf(chain)[0])).toHaveLength(1)
  })

  test('the usual one is taken where none leads there, and where the others cannot be had', async () => {
    expect(issuersOf(await ordered(proxy, pebble, account, 'Nobody’s Root')).at(-1)).toBe(roots[0])
    proxy.fault = faultFor(toAlternate, { status: 500 })
    expect(issuersOf(await ordered(proxy, pebble, account, roots[1])).at(-1)).toBe(roots[0])
    proxy.fault = faultFor(toAlternate, { status: 200, headers: { 'content-type': 'text/html' }, body: '<html></html>' })
    expect(issuersOf(await ordered(proxy, pebble, account, roots[1])).at(-1)).toBe(roots[0])
  })
})

describe.skipIf(!pebbleIsThere)(`a chain of any length is fetched whole (${needsPebble})`, () => {
  test.each([1, 2, 3])('with %i certificates between leaf and root', async (length) => {
    const pebble = await startPebble({ env: { PEBBLE_CHAIN_LENGTH: String(length), PEBBLE_ALTERNATE_ROOTS: '1' } })
    try {
      const account = await newTestAccount()
      const chain = await ordered(pebble, pebble, account)
      expect(chain).toHaveLength(length + 1)
      const root = new X509Certificate(await pebble.issuingRoot(1))
      const preferred = await ordered(pebble, pebble, account, /CN=(.*)/.exec(root.subject)?.[1])
      expect(new X509Certificate(preferred.at(-1) ?? '').verify(root.publicKey)).toBe(true)
    } finally {
      await pebble.stop()
    }
  })
})

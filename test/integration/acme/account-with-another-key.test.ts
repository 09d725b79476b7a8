import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CertificateAuthority } from '#main/acme/authority.port.ts'
import { connectTo, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { type FaultingProxy, faultFor, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { refusalCode } from '../../support/refusal-code.ts'

const hmacKey = randomBytes(32).toString('base64url')
const contact = ['mailto:desk@myl.test']
const order = { names: ['restored.myl.test'], profile: undefined, replaces: undefined }

describe.skipIf(!pebbleIsThere)(`a backup from before the account’s key was changed (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  /** As it was when the backup was made. */
  let restored: TestAccount
  let old: { privateKeyPem: string; url: string | undefined }

  beforeAll(async () => {
    const config = { externalAccountBindingRequired: true, externalAccountMACKeys: { 'kid-1': hmacKey } }
    pebble = await startPebble({ config })
    proxy = await startFaultingProxy(pebble)
  })
  afterAll(async () => {
    await proxy?.stop()
    await pebble?.stop()
  })
  beforeEach(async () => {
    proxy.fault = () => undefined
    const account = await newTestAccount({ binding: { kid: 'kid-1', hmacKey }, contact })
    const ca = connectTo(proxy, account)
    await ca.prepareAccount()
    restored = { ...account }
    old = { privateKeyPem: account.privateKeyPem, url: account.url }
    await ca.account.rollKey()
    proxy.requests.length = 0
  })

  test.each<[string, (ca: CertificateAuthority) => Promise<unknown>]>([
    ['orders', (ca) => ca.order(order)],
    ['is looked at', (ca) => ca.account.look()],
    ['gets another contact', (ca) => ca.account.updateContact(contact)],
  ])('opens another account with the same binding and contact when it %s, and uses that one from then on', async (_, work) => {
    await work(connectTo(proxy, restored))
    expect(restored.privateKeyPem).toBe(old.privateKeyPem)
    expect(restored.url).not.toBe(old.url)
    const next = connectTo(proxy, restored)
    expect(await next.account.look()).toMatchObject({ url: restored.url, status: 'valid', contact })
    expect(await next.order(order)).toContain('/my-order/')
    expect(newAccounts()).toBe(2)
  })

  test('opens one, and no more, when many orders begin at once', async () => {
    const ca = connectTo(proxy, restored)
    expect(await Promise.all(Array.from({ length: 6 }, () => ca.order(order)))).toHaveLength(6)
    expect(newAccounts()).toBe(2)
  })

  test('can change the key, and the account that it opened for that can be ended', async () => {
    await connectTo(proxy, restored).account.rollKey()
    expect(restored.privateKeyPem).not.toBe(old.privateKeyPem)
    await connectTo(proxy, restored).account.deactivate()
    expect(restored.deactivated).toBe(true)
  })

  test('opens none at an authority that has ended the account, or says that something else is wrong', async () => {
    const ended = await newTestAccount({ binding: { kid: 'kid-1', hmacKey } })
    const ca = connectTo(proxy, ended)
    await ca.prepareAccount()
    const copy = { ...ended }
    await ca.account.deactivate()
    proxy.requests.length = 0
    expect(await refusalCode(connectTo(proxy, copy).order(order))).toMatch(/^ACME_ACCOUNT_/)
    expect(copy.url).toBe(ended.url)

    const fine = await newTestAccount({ binding: { kid: 'kid-1', hmacKey } })
    const other = connectTo(proxy, fine)
    await other.order(order)
    const { url } = fine
    proxy.requests.length = 0
    const problem = { type: 'urn:ietf:params:acme:error:malformed', detail: 'too many commas' }
    proxy.fault = faultFor(({ path }) => path === '/order-plz', {
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
      body: JSON.stringify(problem),
    })
    expect(await refusalCode(other.order(order))).toBe('ACME_REQUEST_MALFORMED')
    expect(newAccounts()).toBe(0)
    expect(await refusalCode(connectTo(proxy, fine).order(order))).toBe('ACME_REQUEST_MALFORMED')
    expect([newAccounts(), fine.url]).toEqual([1, url])
  })

  const newAccounts = () => proxy.count('/sign-me-up')
})

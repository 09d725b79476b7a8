import { beforeEach, describe, expect, test } from 'vitest'
import { connectTo, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { faultFor } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'
import { refusalCode } from '../../support/refusal-code.ts'

const json = { 'content-type': 'application/problem+json' }

describe.skipIf(!pebbleIsThere)(`an authority that does not change keys (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let account: TestAccount
  const order = { names: ['keeps-its-key.myl.test'], profile: undefined, replaces: undefined }
  /** Each object stands for a process. */
  const process = () => connectTo(acme.proxy, account)
  const toKeyChange = ({ path }: { path: string }) => path.startsWith('/rollover-account-key')

  beforeEach(async () => {
    account = await newTestAccount()
  })

  test('is not even asked where its directory offers no way, and the account goes on as it was', async () => {
    acme.proxy.fault = ({ path }) => (path === '/dir' ? { rewrite: without('keyChange') } : undefined)
    const authority = process()
    await authority.prepareAccount()
    const before = { ...account }
    expect(await refusalCode(authority.account.rollKey())).toBe('ACME_KEY_CHANGE_REFUSED')
    expect(account).toEqual(before)
    for (const each of [authority, process()]) expect(await each.order(order)).toContain('/my-order/')
  })

  test.each([
    ['says that it cannot (step-ca)', { status: 501, headers: json, body: '{"detail":"not implemented"}' }, 'ACME_KEY_CHANGE_REFUSED'],
    ['is in trouble each time', { status: 500, headers: json, body: '{"detail":"oops"}' }, 'ACME_BUSY'],
    ['is never done with it', 'cut', 'ACME_UNREACHABLE'],
    ['limits it', { status: 429, headers: { ...json, 'retry-after': '86400' }, body: '{"detail":"slowly"}' }, 'ACME_RATE_LIMITED'],
  ] as const)('and %s keeps no account from ordering, in this process and the next, or from ending', async (_, fault, code) => {
    const authority = process()
    await authority.prepareAccount()
    const { privateKeyPem, url } = account
    acme.proxy.fault = faultFor(toKeyChange, fault)
    expect(await refusalCode(authority.account.rollKey())).toBe(code)
    const next = process()
    for (const each of [authority, next]) expect(await each.order(order)).toContain('/my-order/')
    expect(account).toMatchObject({ privateKeyPem, url })
    await next.account.deactivate()
    expect(account.deactivated).toBe(true)
  })

  test('when it left its directory while the change was under way, is not asked for it for ever', async () => {
    const authority = process()
    await authority.prepareAccount()
    const { privateKeyPem } = account
    acme.proxy.fault = faultFor(toKeyChange, 'cut')
    expect(await refusalCode(authority.account.rollKey())).toBe('ACME_UNREACHABLE')
    acme.proxy.fault = ({ path }) => (path === '/dir' ? { rewrite: without('keyChange') } : undefined)
    expect(await process().order(order)).toContain('/my-order/')
    expect(account).toMatchObject({ privateKeyPem, nextKeyPem: undefined })
  })
})

function without(member: string): (body: string) => string {
  return (body) => JSON.stringify({ ...JSON.parse(body), [member]: undefined })
}

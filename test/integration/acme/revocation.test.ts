import { RevocationReason } from '@mylzip/shared/domain/revocation-reasons.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { connectTo, issue, keys, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { faultFor } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'

describe.skipIf(!pebbleIsThere)(`revoking a certificate (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let account: TestAccount
  const toRevoke = ({ path }: { path: string }) => path === '/revoke-cert'

  beforeAll(async () => {
    account = await newTestAccount()
  })

  const issued = (name: string) => issue(connectTo(acme.proxy, account), acme.pebble.solver(), [name])

  test.each(RevocationReason.options)('works by the account that ordered it: %s', async (reason) => {
    const { chain } = await issued('account.myl.test')
    await connectTo(acme.proxy, account).revoke({ certificatePem: chain[0] ?? '', reason, signedBy: 'account' })
    expect(await acme.pebble.statusOf(chain[0] ?? '')).toBe('Revoked')
  })

  test.each(['p-256', 'p-384', 'rsa-2048'] as const)('works by its own key alone (%s), without any account', async (keyType) => {
    const { chain, privateKeyPem } = await issue(connectTo(acme.proxy, account), acme.pebble.solver(), ['own-key.myl.test'], { keyType })
    acme.proxy.requests.length = 0
    const stranger = await newTestAccount()
    await connectTo(acme.proxy, stranger).revoke({ certificatePem: chain.join(''), reason: 'keyCompromise', signedBy: { privateKeyPem } })
    expect(await acme.pebble.statusOf(chain[0] ?? '')).toBe('Revoked')
    expect(stranger.url).toBeUndefined()
    expect(acme.proxy.count('/sign-me-up')).toBe(0)
  })

  test('twice is as good as once, by whichever key', async () => {
    const { chain, privateKeyPem } = await issued('twice.myl.test')
    const [certificatePem = ''] = chain
    await connectTo(acme.proxy, account).revoke({ certificatePem, reason: 'superseded', signedBy: 'account' })
    await connectTo(acme.proxy, account).revoke({ certificatePem, reason: 'superseded', signedBy: 'account' })
    await connectTo(acme.proxy, account).revoke({ certificatePem, reason: 'superseded', signedBy: { privateKeyPem } })
  })

  test('is done when the answer to it was lost', async () => {
    const { chain } = await issued('lost.myl.test')
    acme.proxy.fault = faultFor(toRevoke, 'swallow', 1)
    await connectTo(acme.proxy, account).revoke({ certificatePem: chain[0] ?? '', reason: 'superseded', signedBy: 'account' })
    expect(acme.proxy.count('/revoke-cert')).toBe(2)
  })

  test('is refused to an account that has proven none of its names', async () => {
    const { chain } = await issued('theirs.myl.test')
    const foreign = connectTo(acme.proxy, await newTestAccount()).revoke({
      certificatePem: chain[0] ?? '',
      reason: 'superseded',
      signedBy: 'account',
    })
    await expect(foreign).rejects.toMatchObject({ code: 'ACME_REVOCATION_REFUSED' })
  })

  test('is refused before the authority hears of it when the key or the certificate is no such thing', async () => {
    const { chain } = await issued('mine.myl.test')
    acme.proxy.requests.length = 0
    const [certificatePem = ''] = chain
    const otherKey = { privateKeyPem: await keys.generate('p-256') }
    const refused = { code: 'ACME_REVOCATION_REFUSED' }
    const authority = connectTo(acme.proxy, account)
    for (const signedBy of [otherKey, { privateKeyPem: 'none' }]) {
      await expect(authority.revoke({ certificatePem, reason: 'superseded', signedBy })).rejects.toMatchObject(refused)
    }
    for (const garbage of ['', 'none', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n']) {
      const revoking = authority.revoke({ certificatePem: garbage, reason: 'superseded', signedBy: 'account' })
      await expect(revoking).rejects.toMatchObject(refused)
    }
    expect(acme.proxy.count('/revoke-cert')).toBe(0)
  })

  test('that is put off by a busy authority says when to try again', async () => {
    const { chain } = await issued('busy.myl.test')
    acme.proxy.fault = faultFor(toRevoke, { status: 503, headers: { 'retry-after': '3600' } })
    const revoking = connectTo(acme.proxy, account).revoke({ certificatePem: chain[0] ?? '', reason: 'superseded', signedBy: 'account' })
    await expect(revoking).rejects.toMatchObject({ code: 'ACME_BUSY', data: { retryAt: expect.any(Number) } })
  })
})

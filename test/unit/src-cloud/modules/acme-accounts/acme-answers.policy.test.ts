import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderStatus, toldUrls } from '#cloud/modules/acme-accounts/acme-answers.policy.ts'
import { isAtAuthority } from '#cloud/modules/acme-accounts/authority-addresses.policy.ts'

const at = (path: string) => `https://ca.test/${path}`

describe('what an authority’s answers tell of an order', () => {
  test('are its authorizations, where it is finalized and where its certificate is', () => {
    const order = { status: 'valid', authorizations: [at('authz/1'), at('authz/2')], finalize: at('finalize/1'), certificate: at('cert/1') }
    expect(toldUrls('order', { body: order, link: undefined })).toEqual([
      { url: at('finalize/1'), kind: 'finalize' },
      { url: at('authz/1'), kind: 'authorization' },
      { url: at('authz/2'), kind: 'authorization' },
      { url: at('cert/1'), kind: 'certificate' },
    ])
    expect(orderStatus(order)).toBe('valid')
  })

  test('are the challenges of an authorization, and the other chains of a certificate', () => {
    const authorization = { challenges: [{ type: 'dns-01', url: at('chall/1') }, { type: 'odd' }] }
    expect(toldUrls('authorization', { body: authorization, link: undefined })).toContainEqual({ url: at('chall/1'), kind: 'challenge' })
    const link = `<${at('dir')}>;rel="index", <${at('cert/1/1')}>;rel="alternate", <${at('cert/1/2')}>; rel=alternate`
    expect(toldUrls('certificate', { body: 'PEM', link }).map(({ url }) => url)).toEqual([at('cert/1/1'), at('cert/1/2')])
  })

  test('are nothing where an answer has another form, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom('order', 'authorization', 'certificate'), fc.jsonValue(), fc.string(), (kind, body, link) => {
        const told = toldUrls(kind as 'order', { body, link })
        expect(told.every(({ url }) => typeof url === 'string')).toBe(true)
      }),
    )
  })
})

describe('an address that the cloud asks', () => {
  test('is of the authority’s own origin', () => {
    const known = ['https://ca.test/new-order']
    expect(isAtAuthority(at('order/1'), known)).toBe(true)
    for (const address of [
      'http://ca.test/order/1',
      'https://ca.test:8443/order/1',
      'https://ca.test.evil.test/order/1',
      'https://ca.test@169.254.169.254/',
      'not an address',
      at('x'.repeat(600)),
    ])
      expect(isAtAuthority(address, known), address).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { proxyFor, proxyLabel } from '#main/system/network/proxy.policy.ts'

const proxy = 'http://proxy.test:3128'

describe('the way to an address', () => {
  test.each([
    [{ HTTPS_PROXY: proxy }, proxy],
    [{ https_proxy: proxy }, proxy],
    [{ https_proxy: '', HTTPS_PROXY: proxy }, proxy],
    [{ ALL_PROXY: proxy }, proxy],
    [{ HTTPS_PROXY: 'proxy.test:3128' }, proxy],
    [{ HTTP_PROXY: proxy }, undefined],
    [{}, undefined],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'acme.ca.test' }, undefined],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'other.test, .ca.test' }, undefined],
    [{ HTTPS_PROXY: proxy, no_proxy: '*.ca.test' }, undefined],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'ACME.ca.test:443' }, undefined],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'acme.ca.test:8443' }, proxy],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'a.test' }, proxy],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'ca.test' }, proxy],
    [{ HTTPS_PROXY: proxy, NO_PROXY: '*' }, undefined],
  ])('with %j leads by %s', (environment, expected) => {
    expect(proxyFor('https://acme.ca.test/dir', environment)?.origin).toBe(expected)
  })

  test('to this machine itself never leads through a proxy', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(proxyFor(`https://${host}:14000/dir`, { HTTPS_PROXY: proxy })).toBeUndefined()
  })

  test('is shown without the password that the setting holds', () => {
    expect(proxyLabel(new URL('http://me:secret@proxy.test:3128'))).toBe('proxy.test:3128')
  })
})

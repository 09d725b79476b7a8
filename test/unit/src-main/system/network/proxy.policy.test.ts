import { describe, expect, test } from 'vitest'
import { proxyFor, proxyPlace } from '#main/system/network/proxy.policy.ts'

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
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'ca.test' }, undefined],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'other.test, .ca.test' }, undefined],
    [{ HTTPS_PROXY: proxy, no_proxy: '*.ca.test' }, undefined],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'CA.test:443' }, undefined],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'ca.test:8443' }, proxy],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'a.test' }, proxy],
    [{ HTTPS_PROXY: proxy, NO_PROXY: '.' }, proxy],
    [{ HTTPS_PROXY: proxy, NO_PROXY: '*' }, undefined],
  ])('with %j leads by %s', (environment, expected) => {
    expect(proxyFor('https://acme.ca.test/dir', environment) ?? proxyFor('https://ca.test/dir', environment)).toBe(expected)
  })

  test('to this machine itself never leads through a proxy', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(proxyFor(`https://${host}:14000/dir`, { HTTPS_PROXY: proxy })).toBeUndefined()
  })

  test('to an address in IPv6 can be excepted', () => {
    const url = 'https://[2001:db8::1]:8443/dir'
    expect(proxyFor(url, { HTTPS_PROXY: proxy, NO_PROXY: '2001:db8::1' })).toBeUndefined()
    expect(proxyFor(url, { HTTPS_PROXY: proxy, NO_PROXY: '[2001:db8::1]:8443' })).toBeUndefined()
    expect(proxyFor(url, { HTTPS_PROXY: proxy, NO_PROXY: '2001:db8::2' })).toBe(proxy)
  })

  test('is shown without the password that the setting holds', () => {
    expect(proxyPlace('http://me:secret@proxy.test:3128')).toBe('proxy.test:3128')
    expect(proxyPlace('http://me:secret@[')).toBe('the proxy')
  })
})

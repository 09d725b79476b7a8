import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interceptionOn } from '#main/doctor/way/interception.policy.ts'
import { ipv6Trouble } from '#main/doctor/way/ipv6.policy.ts'
import { authorityTrouble, cloudTrouble, directoryIn, pageInstead, proxyTrouble } from '#main/doctor/way/judge-way.policy.ts'
import type { SeenHttp, SeenTls, Way } from '#main/doctor/way/way.port.ts'
import { wayFacts, wayObstacles } from '#main/doctor/way/way-evidence.policy.ts'

const http: SeenHttp = {
  status: 200,
  contentType: 'application/json',
  location: undefined,
  server: undefined,
  date: undefined,
  at: 0,
  roundTripMs: 1,
  body: '{"newNonce":"n","newAccount":"a","newOrder":"o","meta":{"caaIdentities":["ca.test",7],"profiles":{"classic":"x"}}}',
}
const tls: SeenTls = { protocol: 'TLSv1.3', chain: [], trust: 'public', fault: undefined, issuer: 'Honest CA' }
const way = (change: Partial<Way> = {}): Way => ({
  url: 'https://ca.test/dir',
  host: 'ca.test',
  port: 443,
  secure: true,
  proxy: undefined,
  addresses: ['9.9.9.9'],
  attempts: [],
  tunnel: undefined,
  tls,
  http,
  steps: [],
  broken: undefined,
  ...change,
})

describe('an interception', () => {
  test.each([
    ['a public root', way(), undefined],
    ['a root that was given', way({ tls: { ...tls, trust: 'given' } }), undefined],
    ['nobody that is known', way({ tls: { ...tls, trust: 'none', fault: 'SELF_SIGNED_CERT_IN_CHAIN' } }), 'failed'],
    ['this machine’s own root, for a host of the internet', way({ tls: { ...tls, trust: 'machine' } }), 'warning'],
    ['this machine’s own root, for a host of the office', way({ tls: { ...tls, trust: 'machine' }, addresses: ['10.1.2.3'] }), undefined],
    ['this machine’s own root, behind a proxy', way({ tls: { ...tls, trust: 'machine' }, proxy: 'p:1', host: 'acme.example' }), 'warning'],
    ['this machine’s own root, for an office’s name', way({ tls: { ...tls, trust: 'machine' }, proxy: 'p:1', host: 'ca.lan' }), undefined],
    ['a certificate that has ended', way({ tls: { ...tls, trust: 'none', fault: 'CERT_HAS_EXPIRED' } }), undefined],
    ['a connection without TLS', way({ tls: undefined }), undefined],
  ])('by %s', (_, seen, status) => {
    expect(interceptionOn(seen)?.status).toBe(status)
  })
})

describe('IPv6', () => {
  const attempt = (address: string, ms: number, failure?: string) => ({ address, ms, failure })
  test.each([
    ['works', [attempt('9.9.9.9', 10), attempt('2620:fe::9', 12)], undefined],
    ['is broken beside IPv4', [attempt('9.9.9.9', 10), attempt('2620:fe::9', 3000, 'ETIMEDOUT')], 'warning'],
    ['this machine does not have', [attempt('9.9.9.9', 10), attempt('2620:fe::9', 0, 'ENETUNREACH')], undefined],
    ['is the only way, and this machine does not have', [attempt('2620:fe::9', 0, 'ENETUNREACH')], 'failed'],
    ['is broken and the only way', [attempt('2620:fe::9', 3, 'ECONNREFUSED')], 'failed'],
    ['works at one of two addresses', [attempt('2620:fe::9', 3, 'ECONNREFUSED'), attempt('2620:fe::10', 3)], 'warning'],
    ['is slow', [attempt('9.9.9.9', 10), attempt('2620:fe::9', 2500)], 'warning'],
    ['is slow, and so is IPv4', [attempt('9.9.9.9', 2000), attempt('2620:fe::9', 2500)], undefined],
    ['is the only way and slow', [attempt('2620:fe::9', 2500)], undefined],
    ['is not used', [attempt('9.9.9.9', 10, 'ECONNREFUSED')], undefined],
  ])('that %s', (_, attempts, status) => {
    expect(ipv6Trouble({ host: 'ca.test', attempts })?.status).toBe(status)
  })
})

describe('a proxy', () => {
  const refused = (status: number) => ({
    tunnel: { status, text: `HTTP ${status}` },
    broken: { at: 'proxy' as const, code: `HTTP ${status}` },
  })
  test.each([
    ['is not used', { proxy: undefined }, undefined],
    ['lets everybody through', { tunnel: { status: 200, text: '200' } }, undefined],
    ['wants a password', refused(407), 'PROXY_SIGN_IN'],
    ['wants a password for plain HTTP', { secure: false, http: { ...http, status: 407 } }, 'PROXY_SIGN_IN'],
    ['refuses', refused(403), 'PROXY_REFUSED'],
    ['finds no way', refused(502), 'PROXY_NO_WAY'],
    ['does not answer', { broken: { at: 'TCP' as const, code: 'ECONNREFUSED' } }, 'PROXY_UNREACHABLE'],
    ['has a name that leads nowhere', { broken: { at: 'DNS' as const, code: 'ENOTFOUND' } }, 'PROXY_UNREACHABLE'],
    [
      'is of a kind that is not spoken here',
      { broken: { at: 'proxy' as const, code: 'PROXY_SETTING_INVALID socks5' } },
      'PROXY_SETTING_INVALID',
    ],
    ['leads to a host that fails', { broken: { at: 'TLS' as const, code: 'ECONNRESET' } }, undefined],
  ])('that %s', (_, change, code) => {
    expect(proxyTrouble(way({ proxy: 'proxy.test:3128', ...change }))?.code).toBe(code)
  })
})

describe('what answers', () => {
  test('a directory tells its names for CAA and its profiles', () => {
    expect(directoryIn(way())).toEqual({ caaIdentities: ['ca.test'], profiles: ['classic'], needsBinding: false })
  })

  test.each([
    ['HTML', { contentType: 'text/html; charset=utf-8', body: '<title>Welcome to the hotel</title>' }, '“Welcome to the hotel” (ca.test)'],
    ['HTML under another name', { contentType: 'application/octet-stream', body: '\n<!DOCTYPE html>' }, 'ca.test'],
    ['a redirect elsewhere', { status: 302, location: 'https://portal.test/' }, 'portal.test'],
    ['a demand to sign in', { status: 511, body: '' }, 'ca.test'],
    ['JSON', {}, undefined],
  ])('%s is taken for a page or not', (_, change, expected) => {
    expect(pageInstead(way({ http: { ...http, ...change } }))).toBe(expected)
  })

  test('whatever a server sends, it is judged without a stumble', () => {
    const anything = fc.record({
      status: fc.integer({ min: 100, max: 599 }),
      contentType: fc.string(),
      location: fc.option(fc.string(), { nil: undefined }),
      body: fc.oneof(fc.string(), fc.json()),
    })
    fc.assert(
      fc.property(anything, (change) => {
        const seen = way({ http: { ...http, ...change } })
        authorityTrouble(seen, seen.url)
        cloudTrouble(seen, seen.url)
        wayFacts(seen)
        wayObstacles(seen, [])
      }),
    )
  })

  test('whatever breaks on the way has a code of its own', () => {
    const steps = fc.constantFrom('DNS', 'TCP', 'proxy', 'TLS', 'HTTP' as const)
    fc.assert(
      fc.property(steps, fc.string(), fc.boolean(), (at, code, proxied) => {
        const seen = way({
          broken: { at: at as 'DNS', code },
          http: undefined,
          tls: undefined,
          proxy: proxied ? 'proxy.test:3128' : undefined,
        })
        return (
          authorityTrouble(seen, seen.url) !== undefined &&
          cloudTrouble(seen, seen.url) !== undefined &&
          wayObstacles(seen, []).length === 1
        )
      }),
    )
  })
})

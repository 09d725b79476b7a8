import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proofWayOf } from '#main/adoption/certbot/proof-way.policy.ts'
import { readRenewalConf, sectionOf, textOf } from '#main/adoption/certbot/renewal-conf.policy.ts'

const written = `# renew_before_expiry = 30 days
version = 2.1.0
archive_dir = /etc/letsencrypt/archive/shop.example
cert = /etc/letsencrypt/live/shop.example/cert.pem

# Options used in the renewal process
[renewalparams]
account = 0123456789abcdef
pref_challs = http-01,
authenticator = webroot
webroot_path = /var/www/a, "/var/www/b, c"
server = https://acme-v02.api.letsencrypt.org/directory
deploy_hook = "sh -c 'echo # not a comment'" # a comment
[[webroot_map]]
shop.example = /var/www/a
www.shop.example = /var/www/a
`

describe('a renewal file of certbot', () => {
  const conf = readRenewalConf(written)

  it('is read with its sections, lists, quotes and comments', () => {
    expect(textOf(conf, 'version')).toBe('2.1.0')
    expect(conf.get('renewalparams/pref_challs')).toEqual(['http-01'])
    expect(conf.get('renewalparams/webroot_path')).toEqual(['/var/www/a', '/var/www/b, c'])
    expect(textOf(conf, 'renewalparams/deploy_hook')).toBe("sh -c 'echo # not a comment'")
    expect(sectionOf(conf, 'renewalparams/webroot_map')).toEqual([
      ['shop.example', '/var/www/a'],
      ['www.shop.example', '/var/www/a'],
    ])
  })

  it('may hold anything, and what is no setting is left out', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void proofWayOf(readRenewalConf(text), undefined)))
    const lines = fc.array(fc.constantFrom('[a]', '[[b]]', '[[[c]]]', ']', 'x = 1', '= 2', 'y = "', "z = '", 'w = ,,', '#', '"'))
    fc.assert(fc.property(lines, (some) => void readRenewalConf(some.join('\n'))))
  })

  it('is read in a moment however long a line of it is', () => {
    const before = performance.now()
    readRenewalConf(`${'a '.repeat(60_000)}\n${'['.repeat(60_000)}\nx = ${',"'.repeat(30_000)}\n${' '.repeat(60_000)}x`)
    expect(performance.now() - before).toBeLessThan(1_000)
  })
})

describe('how certbot proved the names', () => {
  const way = (...params: string[]) => proofWayOf(readRenewalConf(['[renewalparams]', ...params].join('\n')), undefined)

  it.each([
    [['authenticator = standalone'], { via: 'http-listener' }],
    [['authenticator = standalone', 'http01_port = 8888'], { via: 'http-listener', port: 8888 }],
    [['authenticator = standalone', 'http01_port = 99999'], undefined],
    [['authenticator = webroot', 'webroot_path = /var/www,'], { via: 'http-webroot', folder: '/var/www' }],
    [['authenticator = webroot', '[[webroot_map]]', 'a.example = /a', 'b.example = /b'], undefined],
    [['authenticator = webroot'], undefined],
    [['authenticator = dns-cloudflare', 'dns_cloudflare_credentials = /etc/letsencrypt/cf.ini'], undefined],
    [['authenticator = nginx', 'installer = nginx'], undefined],
    [['authenticator = manual'], undefined],
  ])('%j becomes %j', (params, proof) => {
    const found = way(...params)
    expect(found.proof).toEqual(proof)
    expect(found.way).toEqual(expect.any(String))
  })

  it('is unknown where nothing says so', () => {
    expect(way()).toEqual({ proof: undefined, way: undefined })
  })
})

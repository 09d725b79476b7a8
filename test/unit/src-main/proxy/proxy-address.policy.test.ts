import { isPastProxy, pastProxyIn } from '@mylzip/shared/domain/past-proxy.policy.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { secretsInEnvironment } from '#main/diagnostics/known-secrets.policy.ts'
import { readProxyAddress } from '#main/proxy/proxy-address.policy.ts'
import { proxyFor, proxyLabel } from '#main/system/network/proxy.policy.ts'
import { proxyEnvironmentOf } from '#main/system/network/proxy-in-use.ts'

it.each([
  ['http://proxy.example:3128', 'http://proxy.example:3128', undefined],
  [' proxy.example:3128 ', 'http://proxy.example:3128', undefined],
  ['https://Proxy.Example/', 'https://proxy.example', undefined],
  ['http://domain%5Cdevice@proxy.example:3128', 'http://proxy.example:3128', 'domain\\device'],
  ['[fd00::1]:8080', 'http://[fd00::1]:8080', undefined],
])('“%s” is the proxy at %s', (text, address, user) => {
  expect(readProxyAddress(text)).toEqual({ address, user })
})

it('whatever is typed is an address or refused with a code, and no password is said again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `http://user:s3cret-${text}@proxy.test`),
      ),
      (text) => {
        try {
          const { address } = readProxyAddress(text)
          expect(readProxyAddress(address)).toEqual({ address, user: undefined })
        } catch (error) {
          expect(isRefusal(error)).toBe(true)
          expect(JSON.stringify(error)).not.toContain('s3cret-')
        }
      },
    ),
  )
})

it('whatever user name and password are, the proxy is told these, and both are known as secrets', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (user, password) => {
      const whole = (text: string) => text.isWellFormed()
      fc.pre(whole(user) && whole(password))
      const environment = proxyEnvironmentOf({ use: 'own', address: 'http://proxy.test:3128', user, password, past: [] }, {})
      const proxy = proxyFor('https://ca.test/dir', environment)
      expect([proxy?.username, proxy?.password].map((part) => decodeURIComponent(part ?? ''))).toEqual([user, password])
      expect(proxy && proxyLabel(proxy)).toBe('proxy.test:3128')
      expect(secretsInEnvironment(environment)).toEqual(expect.arrayContaining([password]))
    }),
  )
})

it.each([
  ['ca.example', true],
  ['.ca.example', false],
  ['*.example', true],
  ['ca.example:443', true],
  ['ca.example:8443', false],
])('a host that is written as %s goes past it: %s', (past, goesPast) => {
  const environment = proxyEnvironmentOf(
    { use: 'own', address: 'http://proxy.test', user: undefined, password: undefined, past: [past] },
    {},
  )
  expect(proxyFor('https://ca.example/dir', environment) === undefined).toBe(goesPast)
})

it('hosts are listed with whatever stands between them, each once', () => {
  expect(pastProxyIn(' Intranet.example, .corp.example;10.0.0.1\n intranet.example ')).toEqual([
    'intranet.example',
    '.corp.example',
    '10.0.0.1',
  ])
  expect(pastProxyIn('')).toEqual([])
  expect(['*.x.test', '[fd00::1]:443', 'a_b'].every(isPastProxy)).toBe(true)
  expect(['*', 'http://x', 'a b', '10.0.0.0/8', ''].some(isPastProxy)).toBe(false)
})

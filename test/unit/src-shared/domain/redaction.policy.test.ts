import { isSecretName, redact, redactText } from '@mylzip/shared/domain/redaction.policy.ts'
import { describe, expect, test } from 'vitest'

describe('redacting', () => {
  test.each([
    'key',
    'privateKey',
    'private_key',
    'privkey_pem key',
    'sealedKey',
    'apiKey',
    'token',
    'accessToken',
    'enrolment-token',
    'clientSecret',
    'PASSWORD',
    'dbPassword',
    'passphrase',
    'Authorization',
    'proxy-authorization',
    'clientAssertion',
    'Set-Cookie',
    'credentials',
    'keyAuthorization',
  ])('the field %s is a secret', (name) => expect(isSecretName(name)).toBe(true))

  test.each([
    'publicKey',
    'keyType',
    'keyLocation',
    'keyId',
    'keyUse',
    'keyCustody',
    'tokenType',
    'monkey',
    'keyboard',
    'name',
    'stock',
    'thumbprint',
  ])('the field %s is not', (name) => expect(isSecretName(name)).toBe(false))

  test.each([
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----', '[redacted]'],
    ['-----BEGIN EC PRIVATE KEY-----\nabc cut off', '[redacted]'],
    ['-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----', '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----'],
    ['Authorization: Bearer ab.cd-ef', 'Authorization: [redacted] [redacted]'],
    ['https://user:pw@host/path', 'https://[redacted]@host/path'],
    ['http://user:p@w@host/ and me@host', 'http://[redacted]@host/ and me@host'],
    ['https://a-token@host/', 'https://[redacted]@host/'],
    ['https://host/path?to=me@host', 'https://host/path?to=me@host'],
    ['it says {\\"password\\":\\"abc\\"}', 'it says {\\"password\\":\\"[redacted]\\"}'],
    ['MC4CAQAwBQYDK2VwBCIEIJ5f0123456789abcdefgh=', '[redacted]'],
    ['{"kty":"OKP","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}', '{"kty":"OKP","d":"[redacted]"}'],
    ['http://127.0.0.1:1/#token=abc', 'http://127.0.0.1:1/#token=[redacted]'],
    ['{"password":"abc","name":"x"}', '{"password":"[redacted]","name":"x"}'],
    ['eyJh.eyJz.c2ln and more', '[redacted] and more'],
    ['nothing to hide at 10:20', 'nothing to hide at 10:20'],
  ])('%j becomes %j', (text, shown) => expect(redactText(text)).toBe(shown))

  test('anything at all can be logged: cycles, depth, getters that throw, bytes, maps, long texts and lists', () => {
    const cycle: Record<string, unknown> = { name: 'a' }
    cycle.self = cycle
    const deep = Array.from({ length: 20 }).reduce<object>((inner) => ({ inner }), {})
    const thrower = Object.defineProperty({}, 'boom', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    })
    expect(redact(cycle)).toEqual({ name: 'a', self: '[circular]' })
    expect(JSON.stringify(redact(deep))).toContain('[deeper]')
    expect(redact(thrower)).toEqual({ boom: '[unreadable]' })
    expect(redact({ bytes: new Uint8Array(3), when: new Date(0), never: new Date(Number.NaN), big: 5n, f: () => 1 })).toEqual({
      bytes: '[3 bytes]',
      when: '1970-01-01T00:00:00.000Z',
      never: 'Invalid Date',
      big: '5',
      f: '[function]',
    })
    expect(
      redact(
        new Map([
          ['token', 'x'],
          ['name', 'y'],
        ]),
      ),
    ).toEqual({ token: '[redacted]', name: 'y' })
    expect(String(redact('x'.repeat(10_000)))).toMatch(/… \(10000 characters\)$/)
    expect(redact(Array.from({ length: 200 }, () => 1))).toHaveLength(101)
    expect(redact(JSON.parse('{"__proto__":{"token":"x"}}'))).not.toHaveProperty('token')
  })

  test('what a private JWK holds is hidden, and whether there is a password is not', () => {
    expect(redact({ kty: 'OKP', crv: 'Ed25519', x: 'abc', d: 'def' })).toEqual({ kty: 'OKP', crv: 'Ed25519', x: 'abc', d: '[redacted]' })
    expect(redact({ d: 3, hasPassword: true, password: null })).toEqual({ d: 3, hasPassword: true, password: null })
  })

  test('the same object twice, side by side, is shown twice', () => {
    const shared = { name: 'a' }
    expect(redact({ one: shared, two: shared })).toEqual({ one: { name: 'a' }, two: { name: 'a' } })
  })

  test('a secret that is cut off by the length limit is still hidden', () => {
    expect(redactText(`${'x'.repeat(8_150)} eyJhbGciOiJFZERTQSJ9.${'a'.repeat(500)}.sig`)).not.toContain('aaa')
    expect(redactText(`${'x'.repeat(8_180)} -----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA`)).not.toContain('MC4C')
  })
})

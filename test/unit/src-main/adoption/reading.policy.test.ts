import { generateKeyPairSync } from 'node:crypto'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { keyFromJwk, keyFromPem } from '#main/adoption/reading/account-key.policy.ts'
import { directoryFrom, directoryOnHost, wellKnownDirectories } from '#main/adoption/reading/directories.policy.ts'
import { isNetworkPath, partsAfter } from '#main/adoption/reading/path.policy.ts'
import { decodeText, parseJson } from '#main/adoption/reading/text.policy.ts'

describe('text that other programs wrote', () => {
  it.each([
    ['UTF-8', Buffer.from('Zürich')],
    ['UTF-8 with a mark', Buffer.from('\ufeffZürich')],
    ['UTF-16, as Windows PowerShell writes it', Buffer.from('\ufeffZürich', 'utf16le')],
    ['UTF-16 the other way round', Buffer.from('\ufeffZürich', 'utf16le').swap16()],
  ])('is read in %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe('Zürich')
  })

  it('is JSON of the form that is known, or refused with a code', () => {
    const schema = z.object({ a: z.string() })
    expect(parseJson('{"a":"1","b":2}', schema, 'x.json')).toEqual({ a: '1' })
    const anything = fc.oneof(fc.string(), fc.json())
    fc.assert(
      fc.property(anything, (text) => {
        try {
          parseJson(text, schema, 'x.json')
        } catch (error) {
          expect(isRefusal(error, 'ADOPTION_FILE_STRANGE')).toBe(true)
        }
      }),
    )
  })
})

describe('an account’s key', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

  it('is the same from a JWK and from PEM', () => {
    expect(keyFromJwk(privateKey.export({ format: 'jwk' }), 'k')).toBe(pem)
    expect(keyFromPem(privateKey.export({ type: 'sec1', format: 'pem' }).toString(), 'k')).toBe(pem)
  })

  it('is refused with a code when it is none, or only the public half', () => {
    const { d: _, ...half } = privateKey.export({ format: 'jwk' })
    for (const jwk of [{}, half, { kty: 'oct', k: 'AAAA' }, { kty: 'OKP', crv: 'Ed25519', d: 'x', x: 'y' }])
      expect(() => keyFromJwk(jwk, 'k')).toThrow('is not what it should be')
    const { privateKey: tooLarge } = generateKeyPairSync('ec', { namedCurve: 'P-521' })
    expect(() => keyFromJwk(tooLarge.export({ format: 'jwk' }), 'k')).toThrow('is not what it should be')
    expect(() => keyFromPem('none', 'k')).toThrow('is not what it should be')
  })
})

describe('a path that another program wrote down', () => {
  it.each(['\\\\server\\share', '//server/share', '\\\\?\\C:\\x'])('%s leads to another machine, or round the rules', (path) => {
    expect(isNetworkPath(path)).toBe(true)
  })

  it('counts from its folder on, whatever the system and the case', () => {
    expect(partsAfter('C:\\ProgramData\\certify\\Assets\\a.example\\1.pfx', 'assets')).toEqual(['a.example', '1.pfx'])
    expect(partsAfter('/usr/share/certify/assets/a/1.pfx', 'assets')).toEqual(['a', '1.pfx'])
    expect(partsAfter('C:\\elsewhere\\1.pfx', 'assets')).toBeUndefined()
    expect(partsAfter('C:\\certify\\assets\\..\\..\\1.pfx', 'assets')).toBeUndefined()
    expect(partsAfter('C:\\certify\\assets', 'assets')).toBeUndefined()
  })
})

describe('which authority a certificate came from', () => {
  it('follows from a host when one directory lies there', () => {
    expect(directoryOnHost('acme-v02.api.letsencrypt.org', wellKnownDirectories)).toBe('https://acme-v02.api.letsencrypt.org/directory')
    expect(directoryOnHost('acme.ssl.com', wellKnownDirectories)).toBeUndefined()
    expect(directoryOnHost('localhost:14000', ['https://localhost:14000/dir'])).toBe('https://localhost:14000/dir')
  })

  it('is only ever an address of the web', () => {
    expect(directoryFrom('https://ca.example/dir')).toBe('https://ca.example/dir')
    for (const text of ['file:///etc/passwd', 'javascript:1', 'none', '', undefined]) expect(directoryFrom(text)).toBeUndefined()
  })
})

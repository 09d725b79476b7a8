import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerFolder, isPlainToken, tokenAsked } from '#main/challenges/http/answer-path.policy.ts'

describe('what an authority sends as a token', () => {
  it.each(['../x', 'a/b', 'a\\b', 'a.b', '', '.', 'a\0', 'a\n', 'ü', 'NUL', 'com1', 'a'.repeat(256), '%2e', 'a:b'])(
    '%j never becomes part of a path',
    (token) => {
      expect(isPlainToken(token)).toBe(false)
    },
  )

  it('is taken as it is when it is base64url, whatever else there is', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const token = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 22, maxLength: 64 })
    fc.assert(fc.property(token, (text) => void expect(tokenAsked('GET', answerFolder + text)).toBe(text)))
    fc.assert(fc.property(fc.string(), (text) => void expect([undefined, text]).toContain(tokenAsked('GET', answerFolder + text))))
  })

  it.each([
    ['POST', `${answerFolder}token`],
    ['GET', '/'],
    ['GET', `${answerFolder}token?x`],
    ['GET', `http://x${answerFolder}token`],
    ['GET', undefined],
    [undefined, undefined],
  ])('%s %s asks for nothing', (method, url) => {
    expect(tokenAsked(method, url)).toBeUndefined()
  })
})

import { redactText } from '@mylzip/shared/domain/redaction.policy.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSameHash, isTokenSecret, shownPart, tokenHash, tokenSecret } from '#main/tokens/token-secret.policy.ts'

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('a token looks like one to whoever looks for secrets, and what is shown of it later does not say it', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const secret = tokenSecret(random)
      expect(isTokenSecret(secret)).toBe(true)
      expect(redactText(`Authorization: Bearer ${secret}`)).not.toContain(secret.slice(13))
      expect(redactText(`the token ${secret} was seen`)).not.toContain(secret.slice(13))
      expect(secret.startsWith(shownPart(secret))).toBe(true)
      expect(shownPart(secret)).toHaveLength('mylzip_local_'.length + 4)
    }),
  )
})

test('two tokens are the same only where all of their bits are', () => {
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const isSame = Buffer.compare(one, other) === 0
      expect(isSameHash(tokenHash(tokenSecret(one)), tokenHash(tokenSecret(other)))).toBe(isSame)
    }),
  )
  expect(isSameHash(tokenHash('a'), tokenHash('a').subarray(1))).toBe(false)
})

test('nothing else is taken for a token, whatever it is', () => {
  fc.assert(fc.property(fc.string(), (text) => !isTokenSecret(text)))
  expect(isTokenSecret(`${tokenSecret(new Uint8Array(32))}\n`)).toBe(false)
})

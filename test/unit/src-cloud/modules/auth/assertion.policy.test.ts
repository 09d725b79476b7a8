import { expect, it } from 'vitest'
import { judgeAssertion } from '#cloud/modules/auth/assertion.policy.ts'

const now = 1_795_500_000_000
const seconds = now / 1_000
const good = { iat: seconds, exp: seconds + 120, jti: 'x' }

it.each([
  [{}, now + 120_000],
  [{ iat: seconds - 60, exp: seconds + 60 }, now + 60_000],
  [{ iat: seconds + 60, exp: seconds + 180 }, now + 180_000],
  [{ exp: seconds + 59.123456 }, now + 59_124],
])('claims changed by %j are good until %i', (changes, expiresAt) => {
  expect(judgeAssertion({ ...good, ...changes }, now)).toMatchObject({ jti: 'x', expiresAt })
})

it.each([
  [{ iat: seconds - 61, exp: seconds + 30 }, /dated too far/],
  [{ iat: seconds + 61, exp: seconds + 62 }, /dated too far/],
  [{ exp: seconds + 121 }, /longer than two minutes/],
  [{ iat: seconds - 10, exp: seconds }, /expired/],
  [{ exp: Number.NEGATIVE_INFINITY }, /needs/],
  [{ exp: Number.POSITIVE_INFINITY }, /needs/],
  [{ exp: Number.NaN }, /needs/],
  [{ iat: Number.NaN }, /needs/],
  [{ iat: undefined }, /needs/],
  [{ exp: undefined }, /needs/],
  [{ jti: undefined }, /needs/],
  [{ jti: null }, /needs/],
  [{ jti: 7 }, /needs/],
  [{ jti: '' }, /needs/],
  [{ jti: 'x\0' }, /needs/],
  [{ jti: 'x'.repeat(129) }, /needs/],
])('claims changed by %j are refused: %s', (changes, fault) => {
  expect(judgeAssertion({ ...good, ...changes }, now)).toMatchObject({ fault: expect.stringMatching(fault) })
})

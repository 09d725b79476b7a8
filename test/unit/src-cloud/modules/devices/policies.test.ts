import fc from 'fast-check'
import { expect, it } from 'vitest'
import { judgeHead } from '#cloud/modules/devices/audit-heads.policy.ts'
import { tokenRefusal } from '#cloud/modules/devices/enrolment.policy.ts'
import { fraction } from '#cloud/plugins/fraction.policy.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { hashOfSecret, newSecret } from '#cloud/plugins/secrets.ts'

it.each([
  ['the first head of all', { seq: 1, hash: 'a' }, { newestSeq: undefined, sameSeqHash: undefined }, 'new'],
  ['a log that has grown', { seq: 9, hash: 'a' }, { newestSeq: 5, sameSeqHash: undefined }, 'new'],
  ['the newest again', { seq: 5, hash: 'a' }, { newestSeq: 5, sameSeqHash: 'a' }, 'known'],
  ['an older one again', { seq: 2, hash: 'a' }, { newestSeq: 5, sameSeqHash: 'a' }, 'known'],
  ['another log of the same length', { seq: 5, hash: 'b' }, { newestSeq: 5, sameSeqHash: 'a' }, 'conflict'],
  ['a log that has become shorter', { seq: 4, hash: 'b' }, { newestSeq: 5, sameSeqHash: undefined }, 'conflict'],
] as const)('%s', (_, head, known, verdict) => {
  expect(judgeHead(head, known)).toBe(verdict)
})

it('a token ends at its very moment, and with its last use', () => {
  const token = { uses: 1, max_uses: 2, expires_at: 1_000 }
  expect(tokenRefusal(token, 999)).toBeUndefined()
  expect(tokenRefusal(token, 1_000)).toMatchObject({ code: 'ENROLMENT_TOKEN_EXPIRED', data: { expiredAt: '1970-01-01T00:00:01.000Z' } })
  expect(tokenRefusal({ ...token, uses: 2 }, 999)).toMatchObject({ code: 'ENROLMENT_TOKEN_USED_UP' })
})

it('enrolment secrets hold 256 random bits, and their hash says nothing of them', () => {
  const [one, two] = [newSecret('enrol', systemRandom), newSecret('enrol', systemRandom)]
  expect(one).toMatch(/^mylzip_enrol_[A-Za-z0-9_-]{43}$/)
  expect(one).not.toBe(two)
  expect(hashOfSecret(one)).toMatch(/^[0-9a-f]{64}$/)
})

it('a fraction is at least 0 and below 1', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (bytes) => {
      const value = fraction({ bytes: () => bytes, uuid: () => '' })
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThan(1)
    }),
  )
})

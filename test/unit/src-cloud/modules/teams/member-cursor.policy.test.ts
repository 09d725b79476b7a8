import fc from 'fast-check'
import { expect, it } from 'vitest'
import { memberCursor, placeOf } from '#cloud/modules/teams/member-cursor.policy.ts'

it('the place in a list of members is found again', () => {
  fc.assert(
    fc.property(fc.nat(), fc.uuid(), (joined_at, id) => {
      expect(placeOf(memberCursor({ joined_at, id }))).toEqual({ joinedAt: joined_at, personId: id })
    }),
  )
  expect(placeOf(undefined)).toBeUndefined()
})

it('what is no such place is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(() => placeOf(text)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }))
    }),
  )
})

import { nextStepOf, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { expect, it } from 'vitest'
import { unusableFolder } from '#main/cli/input/named-folders.policy.ts'

const problem = (refusal: Refusal) => ({
  code: refusal.code,
  sentence: refusal.message,
  nextStep: nextStepOf(refusal.code, refusal.data),
  data: refusal.data,
})
const missing = problem(new Refusal('ADOPTION_FOLDER_MISSING', { folder: '/srv/gone' }))
const closed = problem(new Refusal('ADOPTION_FOLDER_UNREADABLE', { folder: '/srv/closed', reason: 'EACCES' }))
const empty = problem(new Refusal('ADOPTION_FOLDER_UNKNOWN', { folder: '/srv/empty' }))

it('a folder that was named and cannot be looked at is told of, though another one could be', () => {
  expect(unusableFolder({ problems: [empty, missing] }, ['/srv/empty', '/srv/gone'])).toBe(missing)
  expect(unusableFolder({ problems: [closed] }, ['/srv/closed'])).toBe(closed)
})

it('what is left out in a usual place, or further down, stands in nobody’s way', () => {
  expect(unusableFolder({ problems: [closed] }, [])).toBeUndefined()
  expect(unusableFolder({ problems: [closed, empty] }, ['/srv', '/srv/empty'])).toBeUndefined()
})

import { minute, second } from '@mylzip/shared/domain/time.ts'
import { expect, it } from 'vitest'
import { atFirst, whatFollows } from '#main/control/listening.policy.ts'

const never = () => 0
const always = () => 0.999_999

it('where a stream is held back, the cloud is asked and waited for, at once', () => {
  expect(whatFollows(atFirst, 'never-flowed', always)).toEqual({ way: 'wait', failures: 0, pause: 0 })
})

it('a stream that ended is begun anew within a second, spread over it', () => {
  expect(whatFollows(atFirst, 'ended', never).pause).toBe(0)
  expect(whatFollows({ way: 'stream', failures: 3 }, 'ended', always)).toMatchObject({ way: 'stream', failures: 0 })
  expect(whatFollows(atFirst, 'ended', always).pause).toBeLessThanOrEqual(second)
})

it('a cloud that is away is tried less and less often, and never more seldom than every five minutes', () => {
  let now = { way: 'wait' as const, failures: 0 }
  const pauses = Array.from({ length: 12 }, () => {
    const { pause, failures } = whatFollows(now, 'broke-off', always)
    now = { way: 'wait', failures }
    return pause
  })
  expect(pauses).toEqual([...pauses].toSorted((one, other) => one - other))
  expect(pauses[0]).toBeLessThanOrEqual(second)
  expect(pauses.at(-1)).toBeLessThanOrEqual(5 * minute)
  expect(whatFollows(now, 'broke-off', never).pause).toBe(2.5 * minute)
})

it('after a time of asking, or a failure of it, a stream is tried again', () => {
  expect(whatFollows({ way: 'wait', failures: 0 }, 'ended', never).way).toBe('stream')
  expect(whatFollows({ way: 'wait', failures: 0 }, 'broke-off', never).way).toBe('stream')
})

import { describe, expect, test } from 'vitest'
import { nextLook, usualPace } from '#main/acme/orders/polling.policy.ts'

const noJitter = () => 0
const facts = { looks: 0, retryAfterMs: undefined, elapsedMs: 0, roundTripMs: 0 }

describe('looking whether the authority is done', () => {
  test('begins quickly and slows down to five seconds at an authority that says nothing', () => {
    const pauses = Array.from({ length: 12 }, (_, looks) => nextLook({ ...facts, looks }, usualPace, noJitter))
    expect(pauses.slice(0, 3)).toEqual([{ pauseMs: 60 }, { pauseMs: 240 }, { pauseMs: 360 }])
    expect(pauses.at(-1)).toEqual({ pauseMs: 5_000 })
  })

  test('happens when the authority says, earlier or later than we would', () => {
    expect(nextLook({ ...facts, retryAfterMs: 3_000 }, usualPace, noJitter)).toEqual({ pauseMs: 3_000 })
    expect(nextLook({ ...facts, looks: 20, retryAfterMs: 1_000 }, usualPace, noJitter)).toEqual({ pauseMs: 1_000 })
  })

  test('is no busy loop at an authority that says zero', () => {
    expect(nextLook({ ...facts, retryAfterMs: 0 }, usualPace, noJitter)).toEqual({ pauseMs: 60 })
  })

  test('counts the way there and back, in which a distant authority has been at work already', () => {
    expect(nextLook({ ...facts, roundTripMs: 20 }, usualPace, noJitter)).toEqual({ pauseMs: 40 })
    expect(nextLook({ ...facts, roundTripMs: 80 }, usualPace, noJitter)).toEqual({ pauseMs: 0 })
    expect(nextLook({ ...facts, looks: 1, roundTripMs: 80 }, usualPace, noJitter)).toEqual({ pauseMs: 160 })
    expect(nextLook({ ...facts, retryAfterMs: 3_000, roundTripMs: 80 }, usualPace, noJitter)).toEqual({ pauseMs: 3_000 })
  })

  test('ends after three minutes, and at once when the authority wants to be asked later than that', () => {
    expect(nextLook({ ...facts, looks: 40, elapsedMs: 179_000 }, usualPace, noJitter)).toBe('too-late')
    expect(nextLook({ ...facts, retryAfterMs: 3_600_000 }, usualPace, noJitter)).toBe('too-late')
  })

  test('of many devices does not happen at the same moment', () => {
    expect(nextLook(facts, usualPace, () => 0.99)).toEqual({ pauseMs: expect.closeTo(71.9, 1) })
  })
})

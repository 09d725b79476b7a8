import { describe, expect, test } from 'vitest'
import { isRepeatable, pauseBeforeRetry } from '#main/licensing/cloud-retry.policy.ts'
import type { RequestOutcome } from '#main/system/network/request-outcome.policy.ts'

const answer = (status: number, retryAfterMs?: number): RequestOutcome => ({ kind: 'answer', status, retryAfterMs })
const noAnswer = (heard: boolean, lasting = false): RequestOutcome => ({ kind: 'no-answer', heard, lasting })
const half = () => 0.5

describe('a call to the cloud', () => {
  test.each([
    ['is not repeated when it was answered', answer(200), true, undefined],
    ['is not repeated when it was refused', answer(403), true, undefined],
    ['is repeated when the cloud was busy and said when to come back, whatever it was', answer(429, 1_000), false, 1_500],
    ['is repeated when the cloud was under maintenance and twice counts once', answer(503), true, 500],
    ['is not repeated when the cloud may have begun and twice counts twice', answer(503), false, undefined],
    ['waits as long as the cloud asked, and a little more', answer(429, 2_000), true, 2_500],
    ['is left when the cloud wants to be left alone for long', answer(429, 120_000), true, undefined],
    ['is repeated after a failure of the cloud when twice counts once', answer(500), true, 500],
    ['is not repeated after a failure of the cloud when twice counts twice', answer(500), false, undefined],
    ['is repeated when the cloud never heard it', noAnswer(false), false, 500],
    ['that may have been heard is not repeated when twice counts twice', noAnswer(true), false, undefined],
    ['that may have been heard is repeated when twice counts once', noAnswer(true), true, 500],
    ['is not repeated at once when it would fail the same way', noAnswer(true, true), true, undefined],
  ])('%s', (_, outcome, repeatable, pause) => {
    expect(pauseBeforeRetry(outcome, 1, repeatable, half)).toBe(pause)
  })

  test('is tried four times in all, with pauses that grow and that chance spreads from nothing to the whole', () => {
    const longest = [1, 2, 3, 4].map((tries) => pauseBeforeRetry(answer(503), tries, true, () => 1))
    expect(longest).toEqual([1_000, 2_000, 4_000, undefined])
    expect([1, 2, 3].map((tries) => pauseBeforeRetry(answer(503), tries, true, () => 0))).toEqual([0, 0, 0])
  })

  test('is repeatable by its method, or because its contract says so', () => {
    expect(isRepeatable('GET', ['devices', 'auditHeads'])).toBe(true)
    expect(isRepeatable('PUT', ['dns', 'publishChallenge'])).toBe(true)
    expect(isRepeatable('POST', ['devices', 'enrol'])).toBe(true)
    expect(isRepeatable('POST', ['something', 'new'])).toBe(false)
  })
})

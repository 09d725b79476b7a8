import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { createAccessTokens } from '#main/licensing/access-token.ts'

const serverNow = Date.parse('2026-11-03T10:00:00Z')

describe('the device’s access token', () => {
  let now: number
  let exchanged: string[]
  let timesAsked: number
  let answer: (assertion: string) => Promise<{ accessToken: string; expiresInSeconds: number }>
  const tokens = () =>
    createAccessTokens({
      clock: { now: () => now },
      getAssertion: async (at) => toTimestamp(at),
      exchange: (assertion) => {
        exchanged.push(assertion)
        return answer(assertion)
      },
      askTime: async () => {
        timesAsked += 1
        return toTimestamp(serverNow)
      },
    })

  beforeEach(() => {
    now = serverNow
    exchanged = []
    timesAsked = 0
    answer = async () => ({ accessToken: `token-${exchanged.length}`, expiresInSeconds: 600 })
  })

  test('is asked for once and used until shortly before its end', async () => {
    const held = tokens()
    expect(await held.get()).toBe('token-1')
    now += 569_000
    expect(await held.get()).toBe('token-1')
    now += 2_000
    expect(await held.get()).toBe('token-2')
  })

  test('is asked for once by many calls at the same time', async () => {
    const held = tokens()
    expect(await Promise.all([held.get(), held.get(), held.get()])).toEqual(['token-1', 'token-1', 'token-1'])
  })

  test('is asked for anew when it was not taken, but only once for all calls it failed', async () => {
    const held = tokens()
    const first = await held.get()
    held.forget(first)
    expect(await held.get()).toBe('token-2')
    held.forget(first)
    expect(await held.get()).toBe('token-2')
  })

  test('is asked for anew when the clock was set back: nobody knows then how old it is', async () => {
    const held = tokens()
    await held.get()
    now -= hour
    expect(await held.get()).toBe('token-2')
  })

  test.each([
    ['years behind', -3 * 365 * 24 * hour],
    ['ahead', 5 * hour],
  ])('is got with a clock that is %s, by the time the refusal names, and without asking again later', async (_, skew) => {
    now = serverNow + skew
    answer = async (assertion) => {
      if (Math.abs(Date.parse(assertion) - serverNow) > 60_000) {
        throw new Refusal('ASSERTION_INVALID', { reason: 'date', serverTime: toTimestamp(serverNow) })
      }
      return { accessToken: `token-${exchanged.length}`, expiresInSeconds: 600 }
    }
    const held = tokens()
    expect(await held.get()).toBe('token-2')
    held.forget('token-2')
    expect(await held.get()).toBe('token-3')
    expect(timesAsked).toBe(0)
  })

  test('is got by the server’s clock when the refusal does not say the time', async () => {
    now = serverNow - hour
    answer = async (assertion) => {
      if (Date.parse(assertion) !== serverNow) throw new Refusal('ASSERTION_INVALID')
      return { accessToken: 'got', expiresInSeconds: 600 }
    }
    expect(await tokens().get()).toBe('got')
    expect(timesAsked).toBe(1)
  })

  test('is not asked for again and again when the assertion is refused for another reason', async () => {
    answer = async () => {
      throw new Refusal('ASSERTION_INVALID', { serverTime: toTimestamp(serverNow) })
    }
    await expect(tokens().get()).rejects.toMatchObject({ code: 'ASSERTION_INVALID' })
    expect(exchanged).toHaveLength(2)
  })

  test('can be asked for again after a failure', async () => {
    const held = tokens()
    const works = answer
    answer = async () => {
      throw new Refusal('CLOUD_UNREACHABLE')
    }
    await expect(held.get()).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
    answer = works
    expect(await held.get()).toBe('token-2')
  })
})

import { describe, expect, test } from 'vitest'
import { createJoining } from '#main/renewals/joining.ts'

describe('asking twice for the same thing', () => {
  test('does it once, and both get the answer', async () => {
    const jobs = createJoining<number>()
    let starts = 0
    const start = async () => ++starts
    const [first, second] = [jobs.run('desk', start), jobs.run('desk', start)]
    expect([first.joined, second.joined]).toEqual([false, true])
    expect(await Promise.all([first.done, second.done])).toEqual([1, 1])
    expect(jobs.running('desk')).toBe(false)
    expect(await jobs.run('desk', start).done).toBe(2)
  })

  test('different things run side by side', async () => {
    const jobs = createJoining<string>()
    const both = ['desk', 'till'].map((key) => jobs.run(key, async () => key).done)
    expect([jobs.running('desk'), jobs.running('till')]).toEqual([true, true])
    expect(await Promise.all(both)).toEqual(['desk', 'till'])
  })

  test('a failure reaches both, and the next call starts anew', async () => {
    const jobs = createJoining<string>()
    const fail = () => {
      throw new Error('no')
    }
    const both = [jobs.run('desk', fail).done, jobs.run('desk', fail).done]
    for (const done of both) await expect(done).rejects.toThrow('no')
    expect(await jobs.run('desk', async () => 'yes').done).toBe('yes')
    await jobs.settled()
  })
})

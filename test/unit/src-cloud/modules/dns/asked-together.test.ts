import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { askTogether } from '#cloud/modules/dns/asked-together.ts'

/** A database that answers when it is told to. */
function heldBack() {
  const loads: { keys: string[]; answer(): void; fail(): void }[] = []
  const ask = askTogether<string>((keys) => {
    const { promise, resolve, reject } = Promise.withResolvers<Map<string, string>>()
    loads.push({ keys, answer: () => resolve(new Map(keys.map((key) => [key, `${key} found`]))), fail: () => reject(new Error('gone')) })
    return promise
  })
  return { ask, loads }
}

describe('questions that come while the database is busy', () => {
  it('are asked in one go, each once, as soon as it is not', async () => {
    const { ask, loads } = heldBack()
    const answers = ['a', 'b', 'c', 'd', 'e', 'd'].map((key) => ask(key, 0))
    expect(loads.map(({ keys }) => keys)).toEqual([['a'], ['b'], ['c']])
    loads[0]?.answer()
    await setImmediate()
    expect(loads[3]?.keys).toEqual(['d', 'e'])
    for (const { answer } of loads) answer()
    expect(await Promise.all(answers)).toEqual(['a found', 'b found', 'c found', 'd found', 'e found', 'd found'])
  })

  it('never join one that has begun, so that nobody hears what was before a change', async () => {
    const { ask, loads } = heldBack()
    const before = ask('a', 0)
    const after = ask('a', 1)
    expect(loads.map(({ keys }) => keys)).toEqual([['a'], ['a']])
    for (const { answer } of loads) answer()
    expect(await Promise.all([before, after])).toEqual(['a found', 'a found'])
  })

  it('fail together, and the next are asked all the same', async () => {
    const { ask, loads } = heldBack()
    const failing = ['a', 'b', 'c', 'd'].map((key) => ask(key, 0))
    for (const at of [0, 1, 2]) loads[at]?.fail()
    await expect(Promise.all(failing.slice(0, 3))).rejects.toThrow('gone')
    await setImmediate()
    loads[3]?.answer()
    expect(await failing[3]).toBe('d found')
  })
})

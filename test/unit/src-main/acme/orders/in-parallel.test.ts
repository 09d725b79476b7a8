import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inParallel } from '#main/acme/orders/in-parallel.ts'

test('no more than so many are done at once, and each once', async () => {
  let running = 0
  let most = 0
  const done: number[] = []
  await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    running += 1
    most = Math.max(most, running)
    await pause(5)
    running -= 1
    done.push(item)
  })
  expect(most).toBe(3)
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('when one fails the others are brought to their end before the failure is told', async () => {
  const ended: number[] = []
  const failing = inParallel([1, 2, 3], 3, async (item) => {
    if (item === 1) throw new Error('the first')
    await pause(10)
    ended.push(item)
  })
  await expect(failing).rejects.toThrow('the first')
  expect(ended).toEqual([2, 3])
})

test('nothing to do is done', async () => {
  await inParallel([], 8, () => Promise.reject(new Error('never')))
})

import { expect, test } from 'vitest'
import { untilEnded } from '#main/doors/until-ended.ts'

async function* numbers() {
  yield 1
  yield 2
}

/** Says one thing and then nothing, for ever. */
async function* oneAndSilence() {
  yield 1
  await new Promise(() => {})
}

test('all events pass while nothing ends them', async () => {
  const passed: number[] = []
  for await (const number of untilEnded(numbers(), new AbortController().signal)) passed.push(number)
  expect(passed).toEqual([1, 2])
})

test('one that waits for ever is cut off with the reason', async () => {
  const ending = new AbortController()
  const events = untilEnded(oneAndSilence(), ending.signal)
  expect(await events.next()).toEqual({ done: false, value: 1 })
  const next = events.next()
  ending.abort(new Error('it is over'))
  await expect(next).rejects.toThrow('it is over')
})

test('nothing passes once it has ended', async () => {
  await expect(untilEnded(numbers(), AbortSignal.abort(new Error('it is over'))).next()).rejects.toThrow('it is over')
})

test('whoever listens no more ends what they listened to', async () => {
  let ended = false
  async function* watched() {
    try {
      yield 1
      yield 2
    } finally {
      ended = true
    }
  }
  const events = untilEnded(watched(), new AbortController().signal)
  await events.next()
  await events.return(undefined)
  await Promise.resolve()
  expect(ended).toBe(true)
})

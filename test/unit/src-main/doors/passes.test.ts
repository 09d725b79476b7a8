import { hour, second } from '@mylzip/shared/domain/time.ts'
import { expect, test } from 'vitest'
import { createFailedTries } from '#main/doors/http/failed-tries.ts'
import { createPasses } from '#main/doors/loopback/passes.ts'

function setUp() {
  let now = Date.parse('2026-11-21T08:00:00Z')
  let seed = 0
  const random = (length: number) => {
    seed += 1
    return new Uint8Array(length).fill(seed)
  }
  const clock = { now: () => now }
  const pass = (ms: number) => {
    now += ms
  }
  return { clock, passes: createPasses({ clock, random }), pass }
}

const isPresent = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('expected a pass')
  return value
}

test('a link opens the dashboard once', () => {
  const { passes } = setUp()
  const token = passes.mint('operate')
  expect(passes.exchange(token)).toMatchObject({ access: 'operate' })
  expect(passes.exchange(token)).toBeUndefined()
})

test('a link that nobody follows within a minute is dead', () => {
  const { passes, pass } = setUp()
  const [early, late] = [passes.mint('read'), passes.mint('read')]
  pass(60 * second - 1)
  expect(passes.exchange(early)).toBeDefined()
  pass(1)
  expect(passes.exchange(late)).toBeUndefined()
})

test('a bearer allows what its link was made for, and a token is no bearer', () => {
  const { passes } = setUp()
  const token = passes.mint('read')
  expect(passes.enter(token)).toBeUndefined()
  const { bearer } = isPresent(passes.exchange(token))
  expect(passes.enter(bearer)).toMatchObject({ access: 'read' })
  expect(passes.exchange(bearer)).toBeUndefined()
})

test('a page that stays silent for twelve hours has to be opened anew', () => {
  const { passes, pass } = setUp()
  const { bearer } = isPresent(passes.exchange(passes.mint('read')))
  pass(12 * hour - 1)
  isPresent(passes.enter(bearer)).leave()
  pass(12 * hour - 1)
  isPresent(passes.enter(bearer)).leave()
  pass(12 * hour)
  expect(passes.enter(bearer)).toBeUndefined()
})

test('a page that watches is not silent, however long nothing happens', () => {
  const { passes, pass } = setUp()
  const { bearer } = isPresent(passes.exchange(passes.mint('read')))
  const watching = isPresent(passes.enter(bearer))
  pass(48 * hour)
  expect(passes.enter(bearer)).toBeDefined()
  watching.leave()
})

test('links without end push out the oldest instead of filling the memory', () => {
  const { passes } = setUp()
  const tokens = Array.from({ length: 20 }, () => passes.mint('read'))
  expect(tokens.map((token) => passes.exchange(token) !== undefined)).toEqual(tokens.map((_, index) => index >= 4))
})

test('after ten wrong tokens another wrong one waits until the minute is over', () => {
  const { clock, pass } = setUp()
  const tries = createFailedTries(clock)
  for (let count = 0; count < 9; count += 1) tries.count()
  expect(tries.waitSeconds()).toBeUndefined()
  pass(20 * second)
  tries.count()
  expect(tries.waitSeconds()).toBe(40)
  pass(40 * second)
  expect(tries.waitSeconds()).toBeUndefined()
})

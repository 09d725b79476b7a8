import { expect, test } from 'vitest'
import { newBell } from '#cloud/modules/commands/bell.ts'

const soon = 5
const long = 60_000

test('a bell that rings while nobody waits for it is heard by whoever waits next, and once', async () => {
  const bell = newBell(() => {})
  expect(await bell.rung(soon)).toBe(false)
  bell.ring('command')
  expect(await bell.rung(long)).toBe(true)
  expect(await bell.rung(soon)).toBe(false)
})

test('a bell wakes whoever waits, and keeps that it rang for the policy until that is asked', async () => {
  const bell = newBell(() => {})
  const rung = bell.rung(long)
  bell.ring('policy')
  bell.ring('command')
  expect(await rung).toBe(true)
  expect([bell.policyChanged(), bell.policyChanged()]).toEqual([true, false])
})

test('a bell that is hung up lets whoever waits go at once, is taken down once, and is never waited for again', async () => {
  let taken = 0
  const bell = newBell(() => taken++)
  const rung = bell.rung(long)
  bell.hangUp()
  bell.hangUp()
  bell.ring('command')
  expect([await rung, await bell.rung(long), bell.hungUp(), taken]).toEqual([false, false, true, 1])
})

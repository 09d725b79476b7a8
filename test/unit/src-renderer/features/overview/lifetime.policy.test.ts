import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { expect, test } from 'vitest'
import { lifeOf } from '#renderer/features/overview/lifetime.policy.ts'
import { sampleNow as now, sampleVersion } from '../../../../support/samples.ts'

const at = (days: number) => toTimestamp(now + days * day)
const version = sampleVersion({ notBefore: at(-30), notAfter: at(60), states: { ...sampleVersion().states, issued: at(-30) } })
const places = (days: number) => lifeOf(version, { at: at(30), reason: 'age' }, now + days * day).map(({ kind, place }) => [kind, place])

test('a third of the life is a third of the line', () => {
  expect(places(0)).toEqual([
    ['issued', 0],
    ['today', 1 / 3],
    ['renewal', 2 / 3],
    ['end', 1],
  ])
})

test('a certificate that has ended keeps today at the rim, after the end', () => {
  expect(places(90).slice(-2)).toEqual([
    ['end', 1],
    ['today', 1],
  ])
})

test('without a planned renewal none is drawn', () => {
  expect(lifeOf(version, null, now).map(({ kind }) => kind)).toEqual(['issued', 'today', 'end'])
})

test('a certificate that ends when it begins does not break the drawing', () => {
  const nothing = sampleVersion({ notBefore: at(0), notAfter: at(0) })
  for (const { place } of lifeOf(nothing, null, now)) expect(place).toBe(1)
})

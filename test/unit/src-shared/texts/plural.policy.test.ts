import { pluralOf } from '@mylzip/shared/texts/plural.policy.ts'
import { expect, test } from 'vitest'

const entries = { one: '# Eintrag', other: '# Einträge' }

test('a number stands with its noun as the language counts, and in its digits', () => {
  const plural = pluralOf('de')
  expect([0, 1, 2, 1_200].map((count) => plural(count, entries))).toEqual(['0 Einträge', '1 Eintrag', '2 Einträge', '1.200 Einträge'])
})

test('languages with more forms than two find theirs, and what is missing is said with the general one', () => {
  const plural = pluralOf('pl')
  const forms = { one: '# wpis', few: '# wpisy', other: '# wpisów' }
  expect([1, 2, 5].map((count) => plural(count, forms))).toEqual(['1 wpis', '2 wpisy', '5 wpisów'])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { folderOf } from '#main/stores/folder-names.policy.ts'

describe('the folder of a certificate', () => {
  test.each([
    ['desk.acme.test', 'desk.acme.test'],
    ['DESK.acme.test.', 'desk.acme.test'],
    ['*.acme.test', '_.acme.test'],
    ['my_pc.acme.test', 'my~pc.acme.test'],
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001+db8++1'],
    ['::1', '++1'],
  ])('%s lies in %s', (name, folder) => {
    expect(folderOf(name)).toBe(folder)
  })

  test.each([
    '',
    '.',
    '..',
    '../desk',
    'a/b',
    'a\\b',
    '*',
    '*.',
    'a*b.test',
    'a b',
    'a\0b',
    '.hidden',
    'a..b',
    '-a',
    'c$',
    'ä.test',
    'a'.repeat(300),
  ])('%j is no name to file anything under', (name) => {
    expect(folderOf(name)).toBeUndefined()
  })

  test('no two names share a folder', () => {
    const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9_-]{0,10}[a-z0-9])?$/)
    const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
    const name = fc.oneof(
      host,
      host.map((value) => `*.${value}`),
      fc.ipV6(),
      fc.ipV4(),
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(
          name.filter((value) => /^[a-z0-9*:_.-]+$/.test(value)),
          { minLength: 2 },
        ),
        (names) => new Set(names.map(folderOf)).size === names.length,
      ),
    )
  })
})

import { describe, expect, test } from 'vitest'
import type { Column } from '#renderer/components/data-table/column.ts'
import { asLines, matching, sorted, sortedNext } from '#renderer/components/data-table/rows.policy.ts'

interface Row {
  name: string
  issuer: string
  end?: number
}

const columns: Column<Row>[] = [
  { id: 'name', heading: 'Name', text: ({ name }) => name },
  { id: 'issuer', heading: 'Issuer', text: ({ issuer }) => issuer },
  { id: 'end', heading: 'End', text: ({ end }) => (end === undefined ? '–' : `day ${end}`), order: ({ end }) => end },
]
const rows: Row[] = [
  { name: 'host-10.example', issuer: 'Köln CA', end: 10 },
  { name: 'host-9.example', issuer: 'Practice' },
  { name: 'Archive.example', issuer: 'Practice', end: 9 },
]
const names = (some: readonly Row[]) => some.map(({ name }) => name)

describe('the search', () => {
  test.each([
    ['nothing typed shows everything', '  ', 3],
    ['capitals do not matter', 'ARCHIVE', 1],
    ['accents do not matter', 'koln', 1],
    ['words may stand in different columns, in any order', 'practice host', 1],
    ['every word must be there', 'practice köln', 0],
    ['what a column shows is found, not what it is sorted by', 'day 9', 1],
  ])('%s', (_, search, found) => {
    expect(matching(rows, columns, search)).toHaveLength(found)
  })
})

describe('the order', () => {
  test('numbers inside names count as numbers, capitals do not count', () => {
    expect(names(sorted(rows, columns, { column: 'name', direction: 'ascending' }))).toEqual([
      'Archive.example',
      'host-9.example',
      'host-10.example',
    ])
  })

  test.each(['ascending', 'descending'] as const)('what has nothing to be sorted by comes last, %s', (direction) => {
    expect(names(sorted(rows, columns, { column: 'end', direction })).at(-1)).toBe('host-9.example')
  })

  test('equals stay as they were', () => {
    expect(names(sorted(rows, columns, { column: 'issuer', direction: 'descending' }))).toEqual([
      'host-9.example',
      'Archive.example',
      'host-10.example',
    ])
  })

  test('the same heading pressed again turns it round, another begins upwards', () => {
    expect(sortedNext({ column: 'name', direction: 'ascending' }, 'name').direction).toBe('descending')
    expect(sortedNext({ column: 'name', direction: 'descending' }, 'name').direction).toBe('ascending')
    expect(sortedNext({ column: 'name', direction: 'descending' }, 'end')).toEqual({ column: 'end', direction: 'ascending' })
  })
})

test('what is copied goes into a spreadsheet cell by cell', () => {
  expect(asLines([{ name: 'a\tb\nc', issuer: 'Practice', end: 1 }], columns)).toBe('Name\tIssuer\tEnd\na b c\tPractice\tday 1')
})

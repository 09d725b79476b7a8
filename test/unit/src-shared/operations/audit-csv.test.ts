import { auditCsv } from '@mylzip/shared/operations/audit-csv.policy.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const entry = (change: Partial<Activity> = {}): Activity => ({
  seq: 1,
  at: '2026-11-21T08:00:00.000Z',
  actor: 'agent',
  action: 'key-made',
  subject: 'desk.example',
  sentence: 'A private key was made on this device, and sealed here.',
  detail: {},
  ...change,
})

/** As RFC 4180 reads it. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

test('begins with the mark of UTF-8, and has a line for each entry', () => {
  expect(auditCsv([entry()])).toBe(
    '\uFEFFEntry,When (UTC),Who,What,On,Action,Facts\r\n' +
      '1,2026-11-21T08:00:00.000Z,agent,"A private key was made on this device, and sealed here.",desk.example,key-made,{}\r\n',
  )
})

test.each(['=1+1', '+1', '-2+3', '@SUM(A1)', '\t=1', ' =cmd|calc', '\r=1', '＝1', '|x', '%x', '\u0000=1', '\u200b=1'])(
  '%j is shown by a spreadsheet, and not carried out',
  (subject) => {
    const [, row] = cellsOf(auditCsv([entry({ subject })]))
    expect(row?.[4]).toBe(`'${subject}`)
  },
)

const nasty = fc.string({ unit: fc.constantFrom(...'=+-@|%\t\r\n",;\' aé\u200b\u0000＝🔒') })

test('whatever an entry says stays in its cell, and none begins a formula', () => {
  fc.assert(
    fc.property(nasty, nasty, (subject, sentence) => {
      const rows = cellsOf(auditCsv([entry({ subject, sentence }), entry({ seq: 2 })]))
      expect(rows.map((row) => row.length)).toEqual([7, 7, 7])
      const plain = (text = '') => text.replaceAll("'", '')
      expect(plain(rows[1]?.[4])).toBe(plain(subject))
      // Also where a spreadsheet takes the semicolon for what separates cells, as a German one does.
      for (const cell of rows.flat()) for (const part of cell.split(';')) expect(part).not.toMatch(/^[\s\p{C}]*[=+\-@|%＝]/u)
    }),
  )
})

import type { Column, Sorting } from './column.ts'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** As somebody types it who cares neither for capitals nor for accents. */
const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase()

/** Those that have every word of the search in one of their columns. */
export function matching<Row>(rows: readonly Row[], columns: readonly Column<Row>[], search: string): readonly Row[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const facts = columns.map(({ text }) => plain(text(row)))
    return words.every((word) => facts.some((fact) => fact.includes(word)))
  })
}

/** Equal ones stay as they were given. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], { column, direction }: Sorting): readonly Row[] {
  const by = columns.find(({ id }) => id === column)
  if (by === undefined) return rows
  const orderOf = by.order ?? by.text
  const sign = direction === 'ascending' ? 1 : -1
  return rows
    .map((row) => ({ row, order: orderOf(row) }))
    .sort((one, other) => compare(one.order, other.order, sign))
    .map(({ row }) => row)
}

function compare(one: number | string | undefined, other: number | string | undefined, sign: number): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other)
  return sign * collator.compare(String(one), String(other))
}

/** The column that was sorted by turns round; another one begins at its start. */
export function sortedNext({ column, direction }: Sorting, wanted: string): Sorting {
  return { column: wanted, direction: column === wanted && direction === 'ascending' ? 'descending' : 'ascending' }
}

/** As spreadsheets take it from the clipboard: a line each, with the headings before them. */
export function asLines<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
  const lines = [columns.map(({ heading }) => heading), ...rows.map((row) => columns.map(({ text }) => text(row)))]
  return lines.map((cells) => cells.map(oneLine).join('\t')).join('\n')
}

/** A cell and, where it is painted, how it looks; its width is that of the text alone. */
export interface Cell {
  text: string
  painted?: (text: string) => string
}

const gap = 2
const narrowest = 8

/** Aligned columns under their headings. Where they are wider than `width`, the widest is cut, and says so with “…”. */
export function tableLines(
  headings: readonly string[],
  rows: readonly (readonly (string | Cell)[])[],
  width: number | undefined,
): string[] {
  const cells = [headings, ...rows].map((row) => row.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)))
  const widths = fitted(
    headings.map((_, column) => Math.max(...cells.map((row) => lengthOf(row[column]?.text ?? '')))),
    width,
  )
  return cells.map((row) =>
    row
      .map(({ text, painted = same }, column) => {
        const shown = cut(text, widths[column] ?? 0)
        const last = column === row.length - 1
        return painted(shown) + (last ? '' : ' '.repeat((widths[column] ?? 0) - lengthOf(shown) + gap))
      })
      .join('')
      .trimEnd(),
  )
}

/** Names and values, one a line. */
export function factLines(facts: readonly (readonly [name: string, value: string | Cell])[]): string[] {
  const longest = Math.max(...facts.map(([name]) => lengthOf(name)))
  return facts.map(([name, value]) => {
    const { text, painted = same } = typeof value === 'string' ? { text: value } : value
    return `  ${name.padEnd(longest)}  ${painted(text)}`
  })
}

const same = (text: string) => text
const lengthOf = (text: string) => [...text].length

function cut(text: string, width: number): string {
  return lengthOf(text) <= width ? text : `${[...text].slice(0, width - 1).join('')}…`
}

function fitted(wanted: readonly number[], width: number | undefined): number[] {
  const widths = [...wanted]
  if (width === undefined) return widths
  const room = Math.max(width - gap * (widths.length - 1), narrowest * widths.length)
  for (let over = sum(widths) - room; over > 0; over = sum(widths) - room) {
    const widest = widths.indexOf(Math.max(...widths))
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

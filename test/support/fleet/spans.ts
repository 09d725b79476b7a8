import type { Instant } from '@mylzip/shared/domain/time.ts'

/** From then until then, the end not included. Lists of them are in order and do not overlap. */
export interface Span {
  from: Instant
  to: Instant
}

/** What is in both. */
export function both(one: readonly Span[], other: readonly Span[]): Span[] {
  const found: Span[] = []
  for (let [i, j] = [0, 0]; i < one.length && j < other.length; ) {
    const [a, b] = [one[i] as Span, other[j] as Span]
    const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
    if (span.from < span.to) found.push(span)
    if (a.to < b.to) i += 1
    else j += 1
  }
  return found
}

/** What is left of the time when these are taken away. */
export function without(all: readonly Span[], taken: readonly Span[]): Span[] {
  const sorted = taken.toSorted((a, b) => a.from - b.from)
  let from = Number.NEGATIVE_INFINITY
  const free: Span[] = []
  for (const span of sorted) {
    if (span.from > from) free.push({ from, to: span.from })
    from = Math.max(from, span.to)
  }
  return both(all, [...free, { from, to: Number.POSITIVE_INFINITY }])
}

export function isIn(spans: readonly Span[], at: Instant): boolean {
  let [from, to] = [0, spans.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((spans[middle] as Span).to <= at) from = middle + 1
    else to = middle
  }
  const span = spans[from]
  return span !== undefined && span.from <= at
}

/** The longest piece that lies between two moments, ms. */
export function longestBetween(spans: readonly Span[], from: Instant, to: Instant): number {
  return both(spans, [{ from, to }]).reduce((longest, span) => Math.max(longest, span.to - span.from), 0)
}

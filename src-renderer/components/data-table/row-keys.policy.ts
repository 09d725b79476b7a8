/** Which row a key leads to, counted from 0; undefined: the key leads nowhere. `page`: how many are seen at once. */
export function rowAt(key: string, row: number, count: number, page: number): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + Math.max(1, page),
    PageUp: row - Math.max(1, page),
    Home: 0,
    End: count - 1,
  }
  if (count === 0 || !Object.hasOwn(targets, key)) return undefined
  return Math.min(count - 1, Math.max(0, targets[key] ?? 0))
}

/** Those from one to the other, both included, whichever comes first. */
export function between(keys: readonly string[], one: string, other: string): string[] {
  const [from, to] = [keys.indexOf(one), keys.indexOf(other)].sort((a, b) => a - b)
  return from === undefined || to === undefined || from < 0 ? [other] : keys.slice(from, to + 1)
}

import { useState } from 'react'
import { between } from './row-keys.policy.ts'

export interface Selection {
  has(key: string): boolean
  count: number
  toggle(key: string): void
  /** From the one chosen before to this one. */
  extendTo(key: string): void
  all(): void
  none(): void
}

/** The rows that were picked, of those shown: what the search hides is not copied unseen. */
export function useSelection(shown: readonly string[]): Selection {
  const [picked, setPicked] = useState<{ keys: ReadonlySet<string>; last: string | undefined }>({ keys: new Set(), last: undefined })
  return {
    has: (key) => picked.keys.has(key),
    count: picked.keys.size === 0 ? 0 : shown.filter((key) => picked.keys.has(key)).length,
    toggle: (key) => setPicked(({ keys }) => ({ keys: toggled(keys, key), last: key })),
    extendTo: (key) =>
      setPicked(({ keys, last }) => ({ keys: new Set([...keys, ...between(shown, last ?? key, key)]), last: last ?? key })),
    all: () => setPicked({ keys: new Set(shown), last: shown.at(-1) }),
    none: () => setPicked({ keys: new Set(), last: undefined }),
  }
}

const toggled = (keys: ReadonlySet<string>, key: string) =>
  new Set(keys.has(key) ? [...keys].filter((kept) => kept !== key) : [...keys, key])

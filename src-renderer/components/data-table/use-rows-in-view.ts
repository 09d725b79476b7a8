import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'

/** Before one was measured, in px: a line of the table. */
const usualHeight = 44
/** What the headings cover at the top while the page scrolls, in px. */
const headHeight = 44

/**
 * Of many rows only those in view are drawn, and the one that has the focus: it must not vanish from under the keyboard. The page itself
 * scrolls, so that a small window does not show a small window.
 */
export function useRowsInView(keys: readonly string[], active: number) {
  const body = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  // What stands above may grow at any time: a note, a second line of the title.
  useLayoutEffect(() => {
    if (body.current !== null) setTop(Math.round(body.current.getBoundingClientRect().top + window.scrollY))
  })
  const rows = useWindowVirtualizer<HTMLDivElement>({
    count: keys.length,
    estimateSize: () => usualHeight,
    getItemKey: (index) => keys[index] ?? index,
    overscan: 6,
    useFlushSync: false,
    scrollMargin: top,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b),
    directDomUpdates: true,
  })
  const bodyRef = (element: HTMLDivElement | null) => {
    body.current = element
    rows.containerRef(element)
  }
  return { rows, bodyRef }
}

import { type RefObject, useLayoutEffect, useState } from 'react'

/** What a line begins or ends at says so by this attribute. */
export const anchor = 'data-anchor'

export interface Anchors {
  height: number
  /** The middle of each, in px from the top. */
  places: ReadonlyMap<string, number>
}

const none: Anchors = { height: 0, places: new Map() }

/** Where the ends of lines lie, as the page has laid them out: texts are as long as they are, and unfold. */
export function useAnchors(container: RefObject<HTMLElement | null>, occasion: unknown): Anchors {
  const [anchors, setAnchors] = useState(none)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other ends are measured anew
  useLayoutEffect(() => {
    const element = container.current
    if (element === null) return
    const measure = () => {
      const { height, top } = element.getBoundingClientRect()
      const places = [...element.querySelectorAll(`[${anchor}]`)].map((end): [string, number] => {
        const box = end.getBoundingClientRect()
        return [end.getAttribute(anchor) ?? '', box.top - top + box.height / 2]
      })
      setAnchors({ height, places: new Map(places) })
    }
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    for (const end of element.querySelectorAll(`[${anchor}]`)) watch.observe(end)
    return () => watch.disconnect()
  }, [container, occasion])
  return anchors
}

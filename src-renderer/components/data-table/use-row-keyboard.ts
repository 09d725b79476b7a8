import { type FocusEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import { rowAt } from './row-keys.policy.ts'
import type { Selection } from './use-selection.ts'

/** The rows as they are drawn, as far as the keyboard needs to know. */
interface DrawnRows {
  scrollToIndex(index: number): void
  range: { startIndex: number; endIndex: number } | null
  scrollElement: unknown
  elementsCache: Map<unknown, HTMLElement>
}

interface Actions {
  open(index: number): void
  copy(index: number): void
}

/** One row takes the tabulator key; the arrows lead on from there. What a mouse does to a row is done by a key as well. */
export function useRowKeyboard(keys: readonly string[], selection: Selection, { open, copy }: Actions) {
  const [activeKey, setActiveKey] = useState<string>()
  const [wantsFocus, setWantsFocus] = useState(false)
  const drawn = useRef<DrawnRows>(undefined)
  const active = Math.max(0, activeKey === undefined ? 0 : keys.indexOf(activeKey))

  useEffect(() => {
    if (!wantsFocus) return
    setWantsFocus(false)
    drawn.current?.scrollToIndex(active)
    drawn.current?.elementsCache.get(keys[active])?.focus({ preventScroll: true })
  }, [wantsFocus, active, keys])

  const onKeyDown = (event: KeyboardEvent) => {
    const index = indexOf(event.target)
    const key = index === undefined ? undefined : keys[index]
    // What stands inside of a row has keys of its own.
    if (index === undefined || key === undefined || !isRow(event.target)) return
    const range = drawn.current?.range
    const target = rowAt(event.key, index, keys.length, range ? range.endIndex - range.startIndex - 1 : 1)
    const command = event.ctrlKey || event.metaKey
    if (target !== undefined) {
      if (event.shiftKey) selection.extendTo(keys[target] ?? key)
      setActiveKey(keys[target])
      setWantsFocus(true)
    } else if (event.key === 'Enter') open(index)
    else if (event.key === ' ') selection.toggle(key)
    else if (event.key === 'Escape' && selection.count > 0) selection.none()
    else if (command && event.key.toLowerCase() === 'c' && window.getSelection()?.isCollapsed !== false) copy(index)
    else if (command && event.key.toLowerCase() === 'a') selection.all()
    else return
    event.preventDefault()
  }

  const onClick = (event: MouseEvent) => {
    const index = indexOf(event.target)
    const key = index === undefined ? undefined : keys[index]
    // Whoever marks a text with the mouse means to copy it, and what stands inside of a row does what it does.
    if (index === undefined || key === undefined || isOwn(event.target) || window.getSelection()?.isCollapsed === false) return
    if (event.ctrlKey || event.metaKey) selection.toggle(key)
    else if (event.shiftKey) selection.extendTo(key)
    else open(index)
  }

  const onFocus = (event: FocusEvent) => {
    const index = indexOf(event.target)
    if (index !== undefined) setActiveKey(keys[index])
  }

  return {
    active,
    attach(rows: DrawnRows) {
      drawn.current = rows
    },
    /** Heard for all rows at once, so that a row is drawn anew only when it changes. */
    handlers: { onKeyDown, onClick, onFocus },
  }
}

const isRow = (target: EventTarget) => target instanceof HTMLElement && target.dataset.index !== undefined

const isOwn = (target: EventTarget) => target instanceof Element && target.closest('a, button, input, select') !== null

function indexOf(target: EventTarget): number | undefined {
  const index = target instanceof Element ? target.closest<HTMLElement>('[data-index]')?.dataset.index : undefined
  return index === undefined ? undefined : Number(index)
}

import { useEffect, useRef } from 'react'

/** A page within a screen is a new page to those who hear or tab through it; and a dialog that led there gives the rest free again. */
export function useFocusOnPage(page: string): void {
  const shown = useRef(page)
  useEffect(() => {
    if (shown.current === page) return
    shown.current = page
    document.querySelector('main')?.focus()
    window.scrollTo(0, 0)
  }, [page])
}

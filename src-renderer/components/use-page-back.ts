import { useEffect, useState } from 'react'

/**
 * For a dialog that is taken away rather than closed. Fluent then leaves the page behind it hidden from screen readers, and the focus
 * nowhere: both are given back, the focus to what had it before, where that is still there.
 */
export function usePageBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () =>
      // Once the dialog itself is gone from the page.
      void setTimeout(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus()
        // Over another one that is still open, such as the panel of a certificate, the page stays hidden.
        if (document.querySelector('[aria-modal=true]') !== null) return
        for (const hidden of document.querySelectorAll('body > [aria-hidden=true]')) hidden.removeAttribute('aria-hidden')
      }),
    [before],
  )
}

import { useEffect } from 'react'

interface ShownOnce {
  /** Nothing was given out yet, nor is it under way. */
  isIdle: boolean
  /** A secret is on the screen that nobody can have again. */
  isShown: boolean
  close: () => void
}

/** A form goes with its screen, as any does. What is shown once stays until the person has it, and the page asks before it is left. */
export function useShownOnce({ close, isIdle, isShown }: ShownOnce): void {
  useEffect(() => {
    if (!isIdle) return
    window.addEventListener('hashchange', close)
    return () => window.removeEventListener('hashchange', close)
  }, [isIdle, close])
  useEffect(() => {
    if (!isShown) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [isShown])
}

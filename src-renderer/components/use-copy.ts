import { useEffect, useState } from 'react'
import { texts } from '../texts/texts.ts'

const shownForMs = 2_000

/** Puts a text on the clipboard; for a moment it says so, or that the browser refused. */
export function useCopy() {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (outcome === undefined) return
    const timer = setTimeout(() => setOutcome(undefined), shownForMs)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  return { copy, outcome, said: outcome === 'copied' ? texts.copied : outcome === 'failed' ? texts.copyFailed : '' }
}

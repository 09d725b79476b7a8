import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components'
import { useEffect, useState } from 'react'

interface LeaveGuardProps {
  /** Whether something would be lost. */
  typed: boolean
  words: { title: string; text: string; stay: string; leave: string }
  /** Before the page is left after all. */
  forget: () => void
}

/**
 * Asks before a link leads away from what was typed. A link with `data-keeps` is let through: the page keeps the draft for who comes
 * back, as it does for the browser's own way back.
 */
export function LeaveGuard({ typed, words, forget }: LeaveGuardProps) {
  const [wanted, setWanted] = useState<string>()
  useEffect(() => {
    if (!typed) return
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#/"]') : null
      if (link === null || link.dataset.keeps !== undefined || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      event.stopPropagation()
      setWanted(link.hash)
    }
    const unload = (event: BeforeUnloadEvent) => event.preventDefault()
    document.addEventListener('click', follow, true)
    window.addEventListener('beforeunload', unload)
    return () => {
      document.removeEventListener('click', follow, true)
      window.removeEventListener('beforeunload', unload)
    }
  }, [typed])

  // Fluent hides the page behind a dialog, and forgets to show it again where the dialog goes together with all that needs Fluent's focus.
  useEffect(() => () => document.getElementById('root')?.removeAttribute('aria-hidden'), [])

  const leave = () => {
    forget()
    window.location.hash = wanted ?? ''
  }
  return (
    <Dialog open={wanted !== undefined} modalType="alert" onOpenChange={(_, { open }) => open || setWanted(undefined)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent>{words.text}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => setWanted(undefined)}>
              {words.stay}
            </Button>
            <Button onClick={leave}>{words.leave}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

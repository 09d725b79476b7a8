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
  const [leaving, setLeaving] = useState<string>()
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

  // Once the dialog is closed: taken away while it is open it would leave the page behind it hidden from screen readers.
  useEffect(() => {
    if (leaving === undefined) return
    const timer = setTimeout(() => {
      forget()
      window.location.hash = leaving
    })
    return () => clearTimeout(timer)
  }, [leaving, forget])
  const leave = () => {
    setLeaving(wanted)
    setWanted(undefined)
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

import { Button, makeStyles } from '@fluentui/react-components'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useAgentView } from '../agent/agent-context.tsx'
import type { Place } from '../components/routes.ts'
import { helpAbout } from '../features/help/help-about.policy.ts'
import { texts } from '../texts/texts.ts'

const HelpPanel = lazy(() => import('../features/help/help-panel.tsx').then((module) => ({ default: module.HelpPanel })))

const useStyles = makeStyles({ button: { minWidth: 'auto', justifyContent: 'start' } })

/** Opens the user guide at the page about the screen that is shown; F1 does so too. */
export function HelpButton({ place, className, wordClassName }: { place: Place; className?: string; wordClassName?: string }) {
  const styles = useStyles()
  const { state } = useAgentView()
  const { route } = place
  // Until something is known of the device, its screens are what there is to read about.
  const isSetUp = state === undefined || (state.device !== null && !state.device.isCopy)
  const { isOpen, open, close } = useReturning()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open])
  return (
    <>
      <Button
        appearance="subtle"
        icon={<QuestionCircleRegular />}
        title={texts.help.with(texts.navigation[route])}
        aria-label={texts.help.with(texts.navigation[route])}
        className={className ?? styles.button}
        onClick={open}
      >
        <span className={wordClassName}>{texts.help.word}</span>
      </Button>
      {isOpen && (
        <Suspense>
          <HelpPanel about={helpAbout(place, isSetUp)} close={close} />
        </Suspense>
      )}
    </>
  )
}

/** Something that opens over the page: when it closes, the focus is again where it was before. */
function useReturning() {
  const [isOpen, setOpen] = useState(false)
  const before = useRef<Element>(null)
  const open = useCallback(() => {
    setOpen((already) => {
      // Pressed inside of what is open: the way back stays where it began.
      if (!already) before.current = document.activeElement
      return true
    })
  }, [])
  useEffect(() => {
    if (!isOpen && before.current instanceof HTMLElement) before.current.focus()
  }, [isOpen])
  return { isOpen, open, close: () => setOpen(false) }
}

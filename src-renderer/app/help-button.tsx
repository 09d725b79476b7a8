import { Button } from '@fluentui/react-components'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useAgentView } from '../agent/agent-context.tsx'
import type { Place } from '../components/routes.ts'
import { helpAbout } from '../features/help/help-about.policy.ts'
import { texts } from '../texts/texts.ts'

const HelpPanel = lazy(() => import('../features/help/help-panel.tsx').then((module) => ({ default: module.HelpPanel })))

/** Opens the user guide at the page about the screen that is shown; F1 does so too. */
export function HelpButton({ place, className, wordClassName }: { place: Place; className: string; wordClassName: string }) {
  const { state } = useAgentView()
  const { route } = place
  // Until something is known of the device, its screens are what there is to read about.
  const isSetUp = state === undefined || (state.device !== null && !state.device.isCopy)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <Button
        appearance="subtle"
        icon={<QuestionCircleRegular />}
        title={texts.help.with(texts.navigation[route])}
        aria-label={texts.help.with(texts.navigation[route])}
        className={className}
        onClick={() => setOpen(true)}
      >
        <span className={wordClassName}>{texts.help.word}</span>
      </Button>
      {isOpen && (
        <Suspense>
          <HelpPanel about={helpAbout(place, isSetUp)} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

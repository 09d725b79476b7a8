import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { useAgentView } from '../agent/agent-context.tsx'
import { KeptOpen, useKeptOpen } from '../components/kept-open.tsx'
import { narrow, spaces } from '../components/layout.ts'
import { type Place, usePlace } from '../components/routes.ts'
import { ConnectionNote } from './connection-note.tsx'
import { LoadingPage } from './loading-page.tsx'
import { Navigation } from './navigation.tsx'
import { Screen } from './screen.tsx'

const useStyles = makeStyles({
  shell: { display: 'flex', alignItems: 'start', minHeight: '100vh', [narrow]: { flexDirection: 'column', alignItems: 'stretch' } },
  main: {
    flexGrow: 1,
    minWidth: 0,
    boxSizing: 'border-box',
    maxWidth: spaces(36),
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    outlineStyle: 'none',
    [narrow]: { padding: tokens.spacingHorizontalM },
  },
})

export function Shell() {
  return (
    <KeptOpen>
      <Inside />
    </KeptOpen>
  )
}

/** Navigation, what there is to say about the connection, and the screen. */
function Inside() {
  const styles = useStyles()
  const place = usePlace()
  const { connection, state } = useAgentView()
  const main = useFocusOnChange(place)
  return (
    <div className={styles.shell}>
      <Navigation place={place} />
      <main ref={main} tabIndex={-1} className={styles.main}>
        <ConnectionNote connection={connection} known={state !== undefined} />
        {state !== undefined && <Screen place={place} state={state} />}
        {state === undefined && connection.phase === 'connecting' && <LoadingPage />}
      </main>
    </div>
  )
}

/**
 * A new screen is a new page to those who hear or tab through it: they begin at its top. Below what is kept open it waits: what lost
 * the focus would count as left, and be read to nobody.
 */
function useFocusOnChange({ route }: Place) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(route)
  const { isOpen } = useKeptOpen()
  useEffect(() => {
    if (shown.current === route || isOpen) return
    shown.current = route
    // A screen that opens with a dialog, as a certificate does, has given that the focus.
    if (document.querySelector('[aria-modal=true]') === null) main.current?.focus()
    window.scrollTo(0, 0)
  }, [route, isOpen])
  return main
}

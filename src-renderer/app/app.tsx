import { FluentProvider, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import { DatesProvider } from '../components/clock.tsx'
import { useFragment } from '../components/routes.ts'
import { useFollowingDesktop } from '../desktop/use-following-desktop.ts'
import { languages } from '../texts/language.policy.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Frame } from './frame.tsx'
import { pageAt, pages } from './pages.ts'
import { useTheme } from './theme.ts'
import { useChosenLanguage } from './use-chosen-language.ts'

const opaque = { backgroundColor: tokens.colorNeutralBackground3 }

const useStyles = makeStyles({
  // What is laid over the page gets this class too: as tall as the page, it would hide it behind a dialog.
  app: { ...opaque, '#root > &': { minHeight: '100vh' } },
  // Acrylic and Mica take their colour from what lies behind the window. Whoever wants less of that, or colours of their own, gets none.
  seeThrough: {
    backgroundColor: tokens.colorNeutralBackgroundAlpha2,
    '@media (prefers-reduced-transparency: reduce)': opaque,
    '@media (forced-colors: active)': { backgroundColor: 'Canvas' },
  },
})

/** Windows draws what is behind the page of a window of ours, where it can: the program around it says so in the address. */
const shinesThrough = new URLSearchParams(window.location.search).has('through')

const drawn = { flyout: lazy(pages.flyout), dashboard: lazy(pages.dashboard) }

export function App() {
  const styles = useStyles()
  const theme = useTheme()
  const page = pageAt(useFragment())
  const Page = drawn[page]
  const language = useChosenLanguage()
  useFollowingDesktop()
  return (
    <FluentProvider
      theme={theme}
      dir={languages[language].direction}
      className={mergeClasses(styles.app, shinesThrough && styles.seeThrough)}
    >
      <ErrorBoundary key={language}>
        <DatesProvider>
          <Suspense fallback={page === 'dashboard' && <Frame />}>
            <Page />
          </Suspense>
        </DatesProvider>
      </ErrorBoundary>
    </FluentProvider>
  )
}

import { FluentProvider, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { DatesProvider } from '../components/clock.tsx'
import { useFollowingDesktop } from '../desktop/use-following-desktop.ts'
import { languages } from '../texts/language.policy.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Shell } from './shell.tsx'
import { useTheme } from './theme.ts'
import { useChosenLanguage } from './use-chosen-language.ts'

const useStyles = makeStyles({
  app: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground3 },
  through: { backgroundColor: tokens.colorTransparentBackground },
})

/** Windows draws what is behind the page of a window of ours, where it can: the program around it says so in the address. */
const shinesThrough = new URLSearchParams(window.location.search).has('through')

export function App() {
  const styles = useStyles()
  const theme = useTheme()
  const language = useChosenLanguage()
  useFollowingDesktop()
  return (
    <FluentProvider theme={theme} dir={languages[language].direction} className={mergeClasses(styles.app, shinesThrough && styles.through)}>
      <ErrorBoundary key={language}>
        <DatesProvider>
          <Shell />
        </DatesProvider>
      </ErrorBoundary>
    </FluentProvider>
  )
}

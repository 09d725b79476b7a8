import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components'
import { DatesProvider } from '../components/clock.tsx'
import { languages } from '../texts/language.policy.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Shell } from './shell.tsx'
import { useTheme } from './theme.ts'
import { useChosenLanguage } from './use-chosen-language.ts'

const useStyles = makeStyles({
  app: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground3 },
})

export function App() {
  const styles = useStyles()
  const theme = useTheme()
  const language = useChosenLanguage()
  return (
    <FluentProvider theme={theme} dir={languages[language].direction} className={styles.app}>
      <ErrorBoundary key={language}>
        <DatesProvider>
          <Shell />
        </DatesProvider>
      </ErrorBoundary>
    </FluentProvider>
  )
}

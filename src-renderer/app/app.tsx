import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components'
import { DatesProvider } from '../components/clock.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Shell } from './shell.tsx'
import { useTheme } from './theme.ts'

const useStyles = makeStyles({
  app: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground3 },
})

export function App() {
  const styles = useStyles()
  const theme = useTheme()
  return (
    <FluentProvider theme={theme} className={styles.app}>
      <ErrorBoundary>
        <DatesProvider>
          <Shell />
        </DatesProvider>
      </ErrorBoundary>
    </FluentProvider>
  )
}

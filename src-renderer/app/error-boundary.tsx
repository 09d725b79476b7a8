import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Component, type ReactNode } from 'react'
import { Note } from '../components/note.tsx'
import { texts } from '../texts/texts.ts'

const useStyles = makeStyles({ room: { padding: tokens.spacingHorizontalXL } })

/** A fault in a screen leaves words and a way out, never a blank page. A class because React offers nothing else for it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  return (
    <main className={useStyles().room}>
      <Note
        intent="error"
        title={texts.connection.brokenTitle}
        actions={<Button onClick={() => window.location.reload()}>{texts.connection.reload}</Button>}
      >
        {texts.connection.broken}
      </Note>
    </main>
  )
}

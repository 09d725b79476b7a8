import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { CopyButton } from '../../components/copy-button.tsx'
import { Note } from '../../components/note.tsx'
import { texts } from '../../texts/texts.ts'

const command = 'mylzip enrol'

const useStyles = makeStyles({
  command: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
})

/** The way on for somebody at the window of a program beside the service, which lets its administrators alone do this. */
export function NotAllowed() {
  const styles = useStyles()
  const say = texts.firstRun.administrator
  return (
    <Note intent="warning" title={say.title}>
      {say.text}
      <span className={styles.command}>
        <Text font="monospace">{command}</Text>
        <CopyButton text={command} what={say.command} />
      </span>
    </Note>
  )
}

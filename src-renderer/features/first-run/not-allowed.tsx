import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { CopyButton } from '../../components/copy-button.tsx'
import { Note } from '../../components/note.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  command: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
})

/** The way on, with the name that was chosen, for somebody at the window of a program beside the service, which lets its administrators alone do this. */
export function NotAllowed({ label }: { label: string | undefined }) {
  const styles = useStyles()
  const say = texts.firstRun.administrator
  const command = label === undefined ? 'mylzip enrol' : `mylzip enrol --label ${label}`
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

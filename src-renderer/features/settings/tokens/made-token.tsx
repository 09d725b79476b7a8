import { Body1, Body1Strong, makeStyles, tokens } from '@fluentui/react-components'
import { CopyButton } from '../../../components/copy-button.tsx'
import { Note } from '../../../components/note.tsx'
import { texts } from '../../../texts/texts.ts'

const useStyles = makeStyles({
  secret: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  code: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
})

/** The token itself, this once, and how a program shows it. */
export function MadeToken({ secret }: { secret: string }) {
  const styles = useStyles()
  const say = texts.tokens
  return (
    <>
      <div className={styles.secret}>
        <Body1Strong className={styles.code}>{secret}</Body1Strong>
        <CopyButton text={secret} what={say.secret} label={say.copy} />
      </div>
      <Note intent="warning">{say.shownOnce}</Note>
      <Body1>{say.howTo}</Body1>
      <Body1 className={styles.code}>Authorization: Bearer mylzip_local_…</Body1>
    </>
  )
}

import { Body1, Body1Strong, makeStyles, tokens } from '@fluentui/react-components'
import type { ExportedFile } from '@mylzip/shared/operations/custody.ts'
import { CopyButton } from '../../../components/copy-button.tsx'
import { Note } from '../../../components/note.tsx'
import { texts } from '../../../texts/texts.ts'

const useStyles = makeStyles({
  password: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  code: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
})

/** Where the file went, and what opens it. */
export function Exported({ file: { fileName, oneTimePassword } }: { file: ExportedFile }) {
  const styles = useStyles()
  const say = texts.exporting
  return (
    <>
      <Body1>{say.done(fileName)}</Body1>
      {oneTimePassword !== null && (
        <>
          <div className={styles.password}>
            <Body1Strong className={styles.code}>{oneTimePassword}</Body1Strong>
            <CopyButton text={oneTimePassword} what={say.passwordLabel} label={say.copyPassword} />
          </div>
          <Note intent="warning">{say.shownOnce}</Note>
        </>
      )}
    </>
  )
}

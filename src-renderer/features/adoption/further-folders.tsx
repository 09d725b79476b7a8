import { Button, Caption1, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { type FormEvent, useState } from 'react'
import { spaces } from '../../components/layout.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalM },
  field: { flexGrow: 1, maxWidth: spaces(16), minWidth: `min(100%, ${spaces(8)})` },
  folders: { listStyleType: 'none', margin: 0, padding: 0 },
  folder: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, overflowWrap: 'anywhere' },
  // Beside the field, not beside its label.
  look: { marginTop: tokens.spacingVerticalXXL },
})

/** Folders that are no usual place: those that were named so far, and a field for one more. */
export function FurtherFolders({ folders, change }: { folders: readonly string[]; change: (folders: readonly string[]) => void }) {
  const styles = useStyles()
  const say = texts.adoption
  const [typed, setTyped] = useState('')
  const folder = typed.trim()
  const look = (event: FormEvent) => {
    event.preventDefault()
    if (folder === '') return
    change([...new Set([...folders, folder])])
    setTyped('')
  }
  return (
    <div className={styles.part}>
      <form noValidate onSubmit={look} className={styles.form}>
        <Field label={say.folder} hint={say.folderHint} className={styles.field}>
          <Input value={typed} onChange={(_, { value }) => setTyped(value)} autoComplete="off" spellCheck={false} />
        </Field>
        <Button type="submit" disabledFocusable={folder === ''} className={styles.look}>
          {say.look}
        </Button>
      </form>
      {folders.length > 0 && (
        <ul className={styles.folders}>
          {folders.map((each) => (
            <li key={each} className={styles.folder}>
              <Caption1>{each}</Caption1>
              <Button
                size="small"
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={say.removeFolder(each)}
                onClick={() => change(folders.filter((other) => other !== each))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

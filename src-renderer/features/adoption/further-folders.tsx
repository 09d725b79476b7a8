import { Button, Field, Input, makeStyles, Tag, TagGroup, tokens } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { spaces } from '../../components/layout.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalM },
  field: { flexGrow: 1, maxWidth: spaces(16), minWidth: `min(100%, ${spaces(8)})` },
  folders: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
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
        <TagGroup className={styles.folders} onDismiss={(_, { value }) => change(folders.filter((each) => each !== value))}>
          {folders.map((each) => (
            <Tag key={each} value={each} dismissible dismissIcon={{ 'aria-label': say.removeFolder(each) }}>
              {each}
            </Tag>
          ))}
        </TagGroup>
      )}
    </div>
  )
}

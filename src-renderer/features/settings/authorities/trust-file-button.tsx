import { Button, makeStyles } from '@fluentui/react-components'
import { type ChangeEvent, useRef } from 'react'
import { texts } from '../../../texts/texts.ts'

const useStyles = makeStyles({ file: { display: 'none' } })

/** Hands over the text of a file with the root that an authority is to be trusted by. */
export function TrustFileButton(props: { words: string; disabled: boolean; give: (roots: string) => void }) {
  const styles = useStyles()
  const file = useRef<HTMLInputElement>(null)
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = target.files ?? []
    if (chosen) props.give(await chosen.text())
    // The same file may be chosen again after it was mended.
    target.value = ''
  }
  return (
    <>
      <input
        ref={file}
        type="file"
        accept=".pem,.crt,.cer"
        className={styles.file}
        onChange={(event) => void read(event)}
        aria-label={texts.authorities.trustFile}
      />
      <Button disabledFocusable={props.disabled} onClick={() => file.current?.click()}>
        {props.words}
      </Button>
    </>
  )
}

import { Button, Tooltip } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { useEffect, useState } from 'react'
import { texts } from '../texts/texts.ts'
import { SpokenText } from './spoken-text.tsx'

const shownForMs = 2_000

/** Puts a text on the clipboard and says so; when the browser refuses, it says that instead. */
export function CopyButton({ text, what, label }: { text: string; what: string; label?: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (outcome === undefined) return
    const timer = setTimeout(() => setOutcome(undefined), shownForMs)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  const said = outcome === 'copied' ? texts.copied : outcome === 'failed' ? texts.copyFailed : ''
  const icon = outcome === 'copied' ? <CheckmarkRegular /> : <CopyRegular />
  return (
    <>
      {label === undefined ? (
        <Tooltip content={said || texts.copy(what)} relationship="label">
          <Button appearance="subtle" size="small" icon={icon} onClick={copy} aria-label={texts.copy(what)} />
        </Tooltip>
      ) : (
        <Button size="small" icon={icon} onClick={copy}>
          {said || label}
        </Button>
      )}
      <SpokenText>{said}</SpokenText>
    </>
  )
}

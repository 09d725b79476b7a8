import { Button, Tooltip } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { texts } from '../texts/texts.ts'
import { SpokenText } from './spoken-text.tsx'
import { useCopy } from './use-copy.ts'

/** Puts a text on the clipboard and says so; when the browser refuses, it says that instead. */
export function CopyButton({ text, what, label }: { text: string | (() => string); what: string; label?: string }) {
  const { copy, outcome, said } = useCopy()
  const icon = outcome === 'copied' ? <CheckmarkRegular /> : <CopyRegular />
  const onClick = () => copy(typeof text === 'function' ? text() : text)
  return (
    <>
      {label === undefined ? (
        <Tooltip content={said || texts.copy(what)} relationship="label">
          <Button appearance="subtle" size="small" icon={icon} onClick={onClick} aria-label={texts.copy(what)} />
        </Tooltip>
      ) : (
        <Button size="small" icon={icon} onClick={onClick}>
          {said || label}
        </Button>
      )}
      <SpokenText>{said}</SpokenText>
    </>
  )
}

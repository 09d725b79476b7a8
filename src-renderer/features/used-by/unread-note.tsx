import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { UsedBy } from '@mylzip/shared/operations/consumers.ts'
import { Note } from '../../components/note.tsx'
import { RefusalWords } from '../../components/refusal-words.tsx'
import { programSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  list: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingInlineStart: tokens.spacingHorizontalXL },
})

/** What was not seen, so that nobody takes silence for "nothing uses it". */
export function UnreadNote({ sight: { unread } }: { sight: Pick<UsedBy, 'unread'> }) {
  const styles = useStyles()
  const say = texts.useMap
  if (unread.length === 0) return undefined
  return (
    <Note intent="warning" title={say.unreadTitle}>
      {say.unread}
      <ul className={styles.list}>
        {unread.map(({ what, ...refused }) => (
          <li key={`${what} ${refused.code}`}>
            {programSaid(what)}: <RefusalWords of={refused} /> <Caption1>{texts.code(refused.code)}</Caption1>
          </li>
        ))}
      </ul>
    </Note>
  )
}

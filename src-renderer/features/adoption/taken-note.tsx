import { Body1, Link, makeStyles, tokens } from '@fluentui/react-components'
import type { TakenOver } from '@mylzip/shared/operations/adoption.ts'
import { Note } from '../../components/note.tsx'
import { RefusalWords } from '../../components/refusal-words.tsx'
import { hrefOf } from '../../components/routes.ts'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({ part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS } })

/** That it was taken over, and what the person should know of its next renewal. */
export function TakenNote({ name, taken: { accountTaken, certificateId, notices } }: { name: string; taken: TakenOver }) {
  const styles = useStyles()
  const say = texts.adoption
  return (
    <div className={styles.part}>
      <Note intent="success" title={say.doneTitle(name)}>
        {accountTaken && say.accountTaken} <Link href={hrefOf('certificates', certificateId)}>{say.see}</Link>
      </Note>
      {notices.map((notice) => (
        <Note key={notice.code} intent="info">
          <Body1>
            <RefusalWords of={notice} />
          </Body1>
        </Note>
      ))}
      <SpokenText>{say.spoken(name)}</SpokenText>
    </div>
  )
}

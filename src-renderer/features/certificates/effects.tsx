import { Body1, Body1Strong, makeStyles, tokens } from '@fluentui/react-components'
import type { ChangePreview } from '@mylzip/shared/operations/consumers.ts'
import type { Reading } from '../../agent/use-reading.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { LoadingLines } from '../../components/loading-lines.tsx'
import { Note } from '../../components/note.tsx'
import { RefusalWords } from '../../components/refusal-words.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
})

/** What a change means for each program, before it is made. A failure is told until they are asked anew. */
export function Effects({ preview: { value, reading, failure } }: { preview: Omit<Reading<ChangePreview>, 'again'> }) {
  const styles = useStyles()
  const say = texts.revoking
  return (
    <div>
      <Body1Strong>{say.effects}</Body1Strong>
      <CallFailureNote title={say.effectsUnread} failure={reading ? undefined : failure} />
      {value === undefined && reading && <LoadingLines label={texts.certificates.loading} />}
      {value?.effects.length === 0 && <Body1 block>{say.noEffects}</Body1>}
      <ul className={styles.list}>
        {value?.effects.map(({ use, sentence, nextStep }) => (
          <li key={`${use.program.kind} ${use.program.place} ${use.thumbprint}`}>
            <Body1>
              <RefusalWords of={{ code: null, sentence, nextStep }} />
            </Body1>
          </li>
        ))}
      </ul>
      {value?.unread.map(({ what, code, sentence }) => (
        <Note key={what} intent="warning" title={texts.certificateUses.unread(what)}>
          <RefusalWords of={{ code, sentence }} />
        </Note>
      ))}
    </div>
  )
}

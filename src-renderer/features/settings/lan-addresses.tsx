import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { Device } from '@mylzip/shared/operations/values.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { Moment } from '../../components/moment.tsx'
import { Note } from '../../components/note.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** What is published now, and whether the name leads here when this network is asked. */
export function LanAddresses({ addresses }: { addresses: Device['lanAddresses'] }) {
  const styles = useStyles()
  const say = texts.settings
  const { publish, published, resolution } = addresses
  const list = published.join(', ')
  if (!publish && published.length === 0) return <Caption1 className={styles.soft}>{say.publishedNone}</Caption1>
  const facts: Fact[] = [
    published.length > 0
      ? { term: say.published, value: list, copy: list, code: true }
      : { term: say.published, value: <Body1>{say.publishedPending}</Body1> },
    ...(resolution === null || resolution.answers.length === 0
      ? []
      : [{ term: say.answers, value: resolution.answers.join(', '), code: true }]),
  ]
  return (
    <div className={styles.part}>
      <Facts facts={facts} />
      {resolution !== null && (
        <Note intent={resolution.status === 'leads-here' ? 'success' : 'warning'}>
          {wordOf(say.resolution, resolution.status)} <Caption1>{<Moment at={resolution.checkedAt} write={say.checked} />}</Caption1>
        </Note>
      )}
    </div>
  )
}

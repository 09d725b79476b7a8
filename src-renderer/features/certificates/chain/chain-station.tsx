import { Body1Strong, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { ChainLink } from '@mylzip/shared/operations/history.ts'
import { useDates, useNow } from '../../../components/clock.tsx'
import { type Fact, Facts } from '../../../components/facts.tsx'
import { More } from '../../../components/more.tsx'
import { texts } from '../../../texts/texts.ts'
import { wordOf } from '../../../texts/word-of.ts'

const useStyles = makeStyles({
  station: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'stretch' },
  rail: { display: 'flex', flexDirection: 'column', alignItems: 'center', flexShrink: 0, width: '1em', fontSize: tokens.fontSizeBase500 },
  // A border, which forced colours keep, unlike a background.
  line: {
    flexGrow: 1,
    borderInlineStartWidth: tokens.strokeWidthThick,
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1, paddingBottom: tokens.spacingVerticalM },
  trusted: { color: tokens.colorStatusSuccessForeground1 },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** One certificate of the chain: its name first, all that is written in it one level down. */
export function ChainStation({ link, last }: { link: ChainLink; last: boolean }) {
  const styles = useStyles()
  const dates = useDates()
  const now = useNow()
  const say = texts.chain
  return (
    <li className={styles.station}>
      <div className={styles.rail}>
        {link.trusted ? (
          <CheckmarkCircleFilled className={styles.trusted} title={say.trusted} />
        ) : (
          <QuestionCircleRegular className={styles.soft} title={say.notTrusted} />
        )}
        {!last && <div className={styles.line} />}
      </div>
      <div className={styles.words}>
        <Body1Strong>{link.name}</Body1Strong>
        <Caption1 className={styles.soft}>
          {say.until(dates.day(fromTimestamp(link.notAfter), now))} · {link.key}
        </Caption1>
        <More summary={texts.details}>
          <Facts facts={factsOf(link, (at) => dates.exact(fromTimestamp(at)))} />
        </More>
      </div>
    </li>
  )
}

function factsOf({ subject, issuer, serial, notBefore, notAfter, sha256, from }: ChainLink, exact: (at: string) => string): Fact[] {
  const say = texts.chain.facts
  return [
    { term: say.subject, value: subject === '' ? '–' : subject, ...(subject === '' ? {} : { copy: subject }) },
    { term: say.issuer, value: issuer, copy: issuer },
    { term: texts.chain.validity, value: texts.chain.valid(exact(notBefore), exact(notAfter)) },
    { term: say.serial, value: serial, copy: serial, code: true },
    { term: say.sha256, value: sha256, copy: sha256, code: true },
    { term: say.from, value: wordOf(texts.chain.from, from) },
  ]
}

import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { CertificateVersion, Consumer } from '@mylzip/shared/operations/values.ts'
import { useId } from 'react'
import { useNow } from '../../components/clock.tsx'
import { programSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'
import { ConsumerMark } from '../overview/consumer-line.tsx'

/** What there is room for. */
const shown = 4

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  heading: { margin: 0, color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  mark: { display: 'inline-flex', flexShrink: 0, fontSize: tokens.fontSizeBase500 },
})

/** The programs that use the certificate, each with the mark of how it was seen. */
export function UsedByList({ version }: { version: CertificateVersion }) {
  const styles = useStyles()
  const headingId = useId()
  const valid = fromTimestamp(version.notAfter) > useNow()
  const { consumers } = version
  return (
    <section className={styles.part} aria-labelledby={headingId}>
      <Caption1 as="h2" id={headingId} className={styles.heading}>
        {texts.flyout.usedBy}
      </Caption1>
      {consumers.length === 0 && <Body1>{texts.flyout.usedByNobody}</Body1>}
      <ul className={styles.list}>
        {consumers.slice(0, shown).map((consumer) => (
          <li key={`${consumer.target} ${consumer.address}`} className={styles.line} data-target={consumer.target}>
            <Body1 className={styles.name} title={programSaid(consumer.label)}>
              {programSaid(consumer.label)}
            </Body1>
            <span role="img" aria-label={standingOf(consumer)} title={standingOf(consumer)} className={styles.mark}>
              <ConsumerMark consumer={consumer} valid={valid} />
            </span>
          </li>
        ))}
      </ul>
      {consumers.length > shown && <Caption1>{texts.flyout.others(consumers.length - shown)}</Caption1>}
    </section>
  )
}

function standingOf({ failure, verifiedAt }: Consumer): string {
  const words = texts.flyout.standing
  if (failure !== null) return words.failed
  return verifiedAt === null ? words.waiting : words.verified
}

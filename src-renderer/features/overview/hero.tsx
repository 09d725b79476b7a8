import { Body2, makeStyles, Subtitle1, Title1, tokens } from '@fluentui/react-components'
import type { About, Certificate, Run } from '@mylzip/shared/operations/values.ts'
import { useDates, useNow } from '../../components/clock.tsx'
import { HealthMark } from '../../components/health-mark.tsx'
import { HostName } from '../../components/host-name.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'
import { RenewButton } from './renew-button.tsx'
import { standing } from './standing.policy.ts'

const useStyles = makeStyles({
  hero: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalXL },
  who: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalL, flexGrow: 1, flexBasis: 0, minWidth: 'min(100%, 18em)' },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0, overflowWrap: 'anywhere' },
  heading: { margin: 0 },
})

/** The first line, which is enough for most people: how this device stands, who it is, until when, and what comes. */
export function Hero({ about, certificate, run }: { about: About; certificate: Certificate; run: Run | undefined }) {
  const styles = useStyles()
  const sentence = standing(about, certificate, run, useNow(), useDates())
  return (
    <div className={styles.hero}>
      <div className={styles.who}>
        <HealthMark health={certificate.health} />
        <div className={styles.words}>
          <Title1 as="h1" className={styles.heading}>
            {wordOf(texts.health, certificate.health)}
          </Title1>
          <Subtitle1>
            <HostName name={certificate.names[0] ?? ''} />
          </Subtitle1>
          <Body2>{sentence}</Body2>
        </div>
      </div>
      <RenewButton certificate={certificate} running={run?.status === 'running'} />
    </div>
  )
}

import { Body1, makeStyles, Subtitle1, tokens } from '@fluentui/react-components'
import type { About, Certificate, Run } from '@mylzip/shared/operations/values.ts'
import { useDates, useNow } from '../../../components/clock.tsx'
import { HealthMark } from '../../../components/health-mark.tsx'
import { texts } from '../../../texts/texts.ts'
import { wordOf } from '../../../texts/word-of.ts'
import { standing } from '../../overview/standing.policy.ts'

const useStyles = makeStyles({
  line: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'start' },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0, overflowWrap: 'anywhere' },
})

/** The same words as on the overview: whoever knows one knows the other. */
export function FirstLine({ certificate, run, about }: { certificate: Certificate; run: Run | undefined; about: About }) {
  const styles = useStyles()
  return (
    <div className={styles.line}>
      <HealthMark health={certificate.health} />
      <div className={styles.words}>
        <Subtitle1>{wordOf(texts.health, certificate.health)}</Subtitle1>
        <Body1>{standing(about, certificate, run, useNow(), useDates())}</Body1>
      </div>
    </div>
  )
}

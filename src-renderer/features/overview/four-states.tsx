import { Body1Strong, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { CertificateVersion, Run } from '@mylzip/shared/operations/values.ts'
import { useDates, useNow } from '../../components/clock.tsx'
import { useFourColumns } from '../../components/four-columns.ts'
import { Moment } from '../../components/moment.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'

const useStyles = makeStyles({
  state: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'start', minWidth: 0 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  mark: { fontSize: tokens.fontSizeBase500, flexShrink: 0 },
  reached: { color: tokens.colorNeutralForeground2 },
  // Green means verified, and nothing that has ended is: the three before it are on the way.
  verified: { color: tokens.colorStatusSuccessForeground1 },
  soft: { color: tokens.colorNeutralForeground2 },
})

const order = ['issued', 'installed', 'bound', 'verified'] as const
/** What no program of this device presents goes no further. */
const orderElsewhere = ['issued', 'installed'] as const

/** The four states of a certificate, each with its meaning and its time. */
export function FourStates({ servedHere, version, run }: { servedHere: boolean; version: CertificateVersion; run: Run | undefined }) {
  const styles = useStyles()
  const valid = fromTimestamp(version.notAfter) > useNow()
  return (
    <Section heading={texts.states.heading}>
      <ol className={useFourColumns()}>
        {(servedHere ? order : orderElsewhere).map((state) => {
          const at = version.states[state]
          const mark = mergeClasses(styles.mark, state === 'verified' && valid ? styles.verified : styles.reached)
          return (
            <li key={state} className={styles.state} data-state={state} data-reached={at !== null}>
              {at === null ? (
                <CircleRegular className={mergeClasses(styles.mark, styles.soft)} />
              ) : (
                <CheckmarkCircleFilled className={mark} title={texts.states.reached} />
              )}
              <div className={styles.words}>
                <Body1Strong>{texts.states[state].word}</Body1Strong>
                <Caption1 className={styles.soft}>{texts.states[state].meaning}</Caption1>
                <Caption1 className={styles.soft}>{at === null ? texts.states.notYet : <Moment at={at} />}</Caption1>
              </div>
            </li>
          )
        })}
      </ol>
      {run?.status === 'succeeded' && <LastRun run={run} />}
    </Section>
  )
}

function LastRun({ run }: { run: Run }) {
  const styles = useStyles()
  const dates = useDates()
  if (run.endedAt === null) return undefined
  const took = texts.run.took(dates.seconds(fromTimestamp(run.endedAt) - fromTimestamp(run.startedAt)))
  return (
    <Caption1 className={styles.soft}>
      {wordOf(texts.run.reasons, run.reason)}. {took}, {texts.run.requests(run.acmeRequests)}.
    </Caption1>
  )
}

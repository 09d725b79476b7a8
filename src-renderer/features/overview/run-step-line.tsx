import { Body1, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { StepRecord } from '@mylzip/shared/operations/values.ts'
import { useDates, useSeconds } from '../../components/clock.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'
import { stepWords } from './step-words.policy.ts'

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  mark: { display: 'inline-flex', fontSize: tokens.fontSizeBase500, width: '1em', flexShrink: 0 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  waiting: { color: tokens.colorNeutralForeground3 },
  words: { flexGrow: 1, minWidth: 0 },
  seconds: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', color: tokens.colorNeutralForeground2 },
})

/** One step: its mark (a shape each, and a word for those who hear the page), what it does or did, and how long it took. */
export function RunStepLine({ record }: { record: StepRecord }) {
  const styles = useStyles()
  const { doing, done } = stepWords(record.step)
  const skipped = texts.run.leftOut[record.step] ?? done
  const sentence = { done, skipped, running: `${doing}…`, waiting: doing, failed: texts.run.stopped(doing) }[record.status] ?? doing
  return (
    <li className={styles.line} aria-current={record.status === 'running' ? 'step' : undefined} data-status={record.status}>
      <span className={styles.mark}>
        <StepMark status={record.status} />
      </span>
      <Body1 className={record.status === 'waiting' ? styles.waiting : styles.words}>{sentence}</Body1>
      <StepSeconds record={record} />
    </li>
  )
}

function StepMark({ status }: { status: StepRecord['status'] }) {
  const styles = useStyles()
  const word = wordOf(texts.run.status, status)
  switch (status) {
    case 'done':
      return <CheckmarkCircleFilled className={styles.done} title={word} />
    case 'failed':
      return <DismissCircleFilled className={styles.failed} title={word} />
    case 'running':
      return <Spinner size="extra-tiny" aria-label={word} />
    case 'waiting':
    case 'skipped':
      return <CircleRegular className={styles.waiting} title={word} />
  }
}

function StepSeconds({ record: { startedAt, endedAt } }: { record: StepRecord }) {
  const styles = useStyles()
  const dates = useDates()
  if (startedAt === null) return undefined
  if (endedAt === null) return <RunningSeconds startedAt={startedAt} />
  return <Caption1 className={styles.seconds}>{dates.shortSeconds(fromTimestamp(endedAt) - fromTimestamp(startedAt))}</Caption1>
}

function RunningSeconds({ startedAt }: { startedAt: string }) {
  const styles = useStyles()
  const elapsed = Math.max(0, useSeconds() - fromTimestamp(startedAt))
  return <Caption1 className={styles.seconds}>{useDates().shortSeconds(elapsed)}</Caption1>
}

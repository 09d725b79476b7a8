import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { ClockRegular } from '@fluentui/react-icons/svg/clock'
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle'
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited'
import type { ComponentType } from 'react'
import { texts } from '../../texts/texts.ts'
import type { TargetState } from './target-state.policy.ts'

const useStyles = makeStyles({
  state: { display: 'inline-flex', alignItems: 'center', verticalAlign: 'middle', gap: tokens.spacingHorizontalXS },
  mark: { fontSize: tokens.fontSizeBase500, flexShrink: 0 },
  seen: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  soft: { color: tokens.colorNeutralForeground2 },
})

const marks: Readonly<Record<TargetState, ComponentType<{ className?: string }>>> = {
  seen: CheckmarkCircleFilled,
  given: CircleRegular,
  waiting: ClockRegular,
  failed: DismissCircleFilled,
  back: ArrowUndoRegular,
  forbidden: ProhibitedRegular,
}

/** A shape of its own for each state, with its word. Green is only what was seen. */
export function TargetMark({ state }: { state: TargetState }) {
  const styles = useStyles()
  const Mark = marks[state]
  const tone = state === 'seen' ? styles.seen : state === 'failed' ? styles.failed : styles.soft
  return (
    <span className={styles.state} data-state={state}>
      <Mark className={mergeClasses(styles.mark, tone)} />
      {texts.targets.state[state]}
    </span>
  )
}

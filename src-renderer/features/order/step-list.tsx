import { Caption1, Caption1Strong, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { RecordRegular } from '@fluentui/react-icons/svg/record'
import { texts } from '../../texts/texts.ts'
import { type Step, stepNames } from './draft.policy.ts'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  step: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, color: tokens.colorNeutralForeground2 },
  current: { color: tokens.colorBrandForeground1 },
  mark: { display: 'inline-flex', fontSize: tokens.fontSizeBase400 },
})

/** How far it is, and what comes. */
export function StepList({ step }: { step: Step }) {
  const styles = useStyles()
  const now = stepNames.indexOf(step)
  return (
    <ol className={styles.list} aria-label={texts.order.stepsLabel}>
      {stepNames.map((name, index) => {
        const Words = index === now ? Caption1Strong : Caption1
        const Mark = index < now ? CheckmarkCircleFilled : index === now ? RecordRegular : CircleRegular
        return (
          <li
            key={name}
            aria-current={index === now ? 'step' : undefined}
            className={mergeClasses(styles.step, index === now && styles.current)}
          >
            <span className={styles.mark}>
              <Mark aria-hidden="true" />
            </span>
            <Words>{texts.order.steps[name]}</Words>
          </li>
        )
      })}
    </ol>
  )
}

import { Body1, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import type { PlanFeature } from '@mylzip/shared/domain/plans.ts'
import { spaces } from '../../components/layout.ts'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${spaces(9)}), 1fr))`,
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  item: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'start' },
  mark: { flexShrink: 0, fontSize: tokens.fontSizeBase500, color: tokens.colorStatusSuccessForeground1 },
})

export function PlanFeatures({ features }: { features: readonly PlanFeature[] }) {
  return (
    <Section heading={texts.plan.has}>
      <FeatureList features={features} />
    </Section>
  )
}

export function FeatureList({ features }: { features: readonly PlanFeature[] }) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {features.map((feature) => (
        <li key={feature} className={styles.item}>
          <CheckmarkRegular className={styles.mark} />
          <Body1>{wordOf(texts.plan.features, feature)}</Body1>
        </li>
      ))}
    </ul>
  )
}

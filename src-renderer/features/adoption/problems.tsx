import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { AdoptionProblem } from '@mylzip/shared/operations/adoption.ts'
import { FoldedSection } from '../../components/folded-section.tsx'
import { RefusalWords } from '../../components/refusal-words.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** What could not be looked at, and what can be done about it. */
export function Problems({ problems }: { problems: readonly AdoptionProblem[] }) {
  const styles = useStyles()
  if (problems.length === 0) return undefined
  return (
    <FoldedSection heading={texts.adoption.problems}>
      <ul className={styles.list}>
        {problems.map((problem) => (
          <li key={problem.sentence}>
            <Body1>
              <RefusalWords of={problem} />
            </Body1>{' '}
            <Caption1 className={styles.soft}>{texts.code(problem.code)}</Caption1>
          </li>
        ))}
      </ul>
    </FoldedSection>
  )
}

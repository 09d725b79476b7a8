import { Caption1, Caption1Strong, makeStyles, tokens } from '@fluentui/react-components'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { type LineLook, looksInOrder } from './line-look.policy.ts'
import { LineSample } from './line-sample.tsx'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 20em), 1fr))',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** Of the lines that are drawn, and of no others. */
export function LineLegend({ looks }: { looks: readonly LineLook[] }) {
  const styles = useStyles()
  return (
    <Section heading={texts.useMap.legend}>
      <ul className={styles.list}>
        {looksInOrder
          .filter((look) => looks.includes(look))
          .map((look) => (
            <li key={look} className={styles.line}>
              <LineSample look={look} />
              <div className={styles.words}>
                <Caption1Strong>{texts.useMap.looks[look].word}</Caption1Strong>
                <Caption1 className={styles.soft}>{texts.useMap.looks[look].meaning}</Caption1>
              </div>
            </li>
          ))}
      </ul>
    </Section>
  )
}

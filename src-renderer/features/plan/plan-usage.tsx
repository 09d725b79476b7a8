import { Body1, Caption1, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import { useId } from 'react'
import { Note } from '../../components/note.tsx'
import { useNumbers } from '../../components/numbers.ts'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'
import { type KnownUsage, knownUsage } from './usage.policy.ts'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, listStyleType: 'none', margin: 0, padding: 0 },
  line: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalM },
  item: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  count: { fontVariantNumeric: 'tabular-nums' },
  soft: { color: tokens.colorNeutralForeground2 },
})

const colours = { well: 'brand', near: 'warning', reached: 'error' } as const

/** How much of what is counted the team uses. Nothing is shown of what nobody counted. */
export function PlanUsage({ limits }: { limits: DeviceLicence['limits'] }) {
  const styles = useStyles()
  const say = texts.plan
  const usage = knownUsage(limits)
  if (usage.length === 0) return null
  const short = usage.filter(({ standing }) => standing !== 'well')
  return (
    <Section heading={say.usage}>
      <ul className={styles.list}>
        {usage.map((each) => (
          <UsageLine key={each.what} usage={each} />
        ))}
      </ul>
      {short.length > 0 && (
        <Note intent="warning" title={short.some(({ standing }) => standing === 'reached') ? say.reachedTitle : say.nearTitle}>
          {say.near}
        </Note>
      )}
      <Caption1 className={styles.soft}>{say.usageWhose}</Caption1>
    </Section>
  )
}

function UsageLine({ usage: { what, used, limit, standing } }: { usage: KnownUsage }) {
  const styles = useStyles()
  const numbers = useNumbers()
  const id = useId()
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <Body1 id={id}>{wordOf(texts.plan.limits, what)}</Body1>
        <Body1 className={styles.count}>{texts.plan.usedOf(numbers.count(used), numbers.count(limit))}</Body1>
      </div>
      <ProgressBar value={Math.min(used, limit)} max={limit} color={colours[standing]} thickness="large" aria-labelledby={id} />
    </li>
  )
}

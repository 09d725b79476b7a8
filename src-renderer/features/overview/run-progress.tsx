import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { Run } from '@mylzip/shared/operations/values.ts'
import { useState } from 'react'
import { FoldedSection } from '../../components/folded-section.tsx'
import { Section } from '../../components/section.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'
import { announcement } from './announcement.policy.ts'
import { RunStepLine } from './run-step-line.tsx'

const useStyles = makeStyles({
  steps: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  reason: { color: tokens.colorNeutralForeground2 },
})

/** A run as it goes on: its seven steps, each with a mark and its seconds. One that failed is folded: its reason stands above. */
export function RunProgress({ run, first }: { run: Run; first: boolean }) {
  if (run.status === 'running') {
    return (
      <Section heading={first ? texts.run.headingFirst : texts.run.heading}>
        <RunSteps run={run} />
      </Section>
    )
  }
  return (
    <FoldedSection heading={texts.run.headingFailed}>
      <RunSteps run={run} />
    </FoldedSection>
  )
}

/** Its steps alone, and what began it. */
export function RunSteps({ run }: { run: Run }) {
  const styles = useStyles()
  return (
    <>
      {run.reason !== 'first' && <Caption1 className={styles.reason}>{wordOf(texts.run.reasons, run.reason)}</Caption1>}
      <ol className={styles.steps} aria-label={texts.run.steps}>
        {run.steps.map((record) => (
          <RunStepLine key={record.step} record={record} />
        ))}
      </ol>
    </>
  )
}

/** Said once for each step, and at the end; it stays on the page between runs, or its first words would go unread. */
export function RunAnnouncement({ run }: { run: Run | undefined }) {
  const [openedAt] = useState(Date.now)
  return <SpokenText>{announcement(run, openedAt)}</SpokenText>
}

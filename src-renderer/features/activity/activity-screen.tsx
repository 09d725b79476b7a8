import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { AgentState } from '../../agent/agent-state.ts'
import { ActivityList } from '../../components/activity-list.tsx'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ExactMoment } from '../../components/moment.tsx'
import { Page } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { IntegrityCheck } from './integrity-check.tsx'
import { useOlderEntries } from './older-entries.ts'

const useStyles = makeStyles({
  end: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalS },
  soft: { color: tokens.colorNeutralForeground2 },
})

export function ActivityScreen({ state }: { state: AgentState }) {
  const styles = useStyles()
  const { entries, more, loading, failure, loadMore } = useOlderEntries(state.activity)
  return (
    <Page title={texts.activity.heading}>
      <IntegrityCheck />
      <Section heading={texts.activity.all}>
        <ActivityList entries={entries} details={(entry) => <EntryDetails entry={entry} />} />
        <div className={styles.end}>
          <CallFailureNote title={texts.activity.loadFailed} failure={failure} />
          {more && (
            <Button onClick={loadMore} disabledFocusable={loading}>
              {texts.activity.older}
            </Button>
          )}
          {!more && entries.length > 0 && <Caption1 className={styles.soft}>{texts.activity.end}</Caption1>}
        </div>
      </Section>
    </Page>
  )
}

function EntryDetails({ entry }: { entry: Activity }) {
  const say = texts.activity.facts
  const facts: Fact[] = [
    { term: say.seq, value: entry.seq },
    { term: say.at, value: <ExactMoment at={entry.at} /> },
    { term: say.actor, value: entry.actor },
    { term: say.action, value: entry.action, code: true },
    { term: say.subject, value: entry.subject, code: true },
    ...Object.entries(entry.detail).map(([term, value]) => ({ term, value: String(value ?? '–'), code: true })),
  ]
  return <Facts facts={facts} />
}

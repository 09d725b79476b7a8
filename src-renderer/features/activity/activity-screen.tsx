import { useAgentView } from '../../agent/agent-context.tsx'
import type { AgentState } from '../../agent/agent-state.ts'
import { useNow } from '../../components/clock.tsx'
import { Page } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { Entries } from './entries.tsx'
import { FilterBar } from './filter-bar.tsx'
import { IntegrityCheck } from './integrity-check.tsx'
import { SaveTable } from './save-table.tsx'
import { filterOf, wantedOf } from './wanted.policy.ts'

export function ActivityScreen({ state, rest }: { state: AgentState; rest: readonly string[] }) {
  const now = useNow()
  const { epoch } = useAgentView()
  const wanted = wantedOf(rest)
  const filter = filterOf(wanted, now)
  return (
    <Page title={texts.activity.heading}>
      <IntegrityCheck />
      <Section heading={texts.activity.all} action={<SaveTable filter={filter} />}>
        <FilterBar wanted={wanted} />
        <Entries key={`${epoch} ${JSON.stringify(filter)}`} newest={state.activity} filter={filter} />
      </Section>
    </Page>
  )
}

import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { AgentState } from '../../agent/agent-state.ts'
import { useReading } from '../../agent/use-reading.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { LoadingLines } from '../../components/loading-lines.tsx'
import { Page } from '../../components/page.tsx'
import { texts } from '../../texts/texts.ts'
import { PlanFeatures } from './plan-features.tsx'
import { PlanStanding } from './plan-standing.tsx'
import { PlanUsage } from './plan-usage.tsx'
import { Upgrades } from './upgrades.tsx'

const read = (client: AgentClient) => client.licence.get()

/** What this device may do by its team's licence, and what another plan would add. */
export function PlanScreen({ state: { device } }: { state: AgentState }) {
  // Another team has another licence.
  const { value, reading, failure } = useReading(read, device?.name)
  return (
    <Page title={texts.plan.heading}>
      {value === undefined && reading && <LoadingLines label={texts.plan.loading} />}
      <CallFailureNote title={texts.plan.unread} failure={failure} />
      {value !== undefined && (
        <>
          <PlanStanding licence={value} team={device?.team} />
          <PlanUsage limits={value.limits} />
          <PlanFeatures features={value.features} />
          <Upgrades licence={value} team={device?.team} />
        </>
      )}
    </Page>
  )
}

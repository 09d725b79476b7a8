import { Button } from '@fluentui/react-components'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { RenewalsPause } from '@mylzip/shared/operations/values.ts'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { useDates, useNow } from '../../components/clock.tsx'
import { SettingGroup } from '../../components/setting-group.tsx'
import { SettingRow } from '../../components/setting-row.tsx'
import { texts } from '../../texts/texts.ts'

const change = (client: AgentClient, wanted: 'pause' | 'resume') =>
  wanted === 'pause' ? client.renewals.pause({}) : client.renewals.resume()

/** Lets renewals wait for an hour, and ends that. */
export function PauseSettings({ pause }: { pause: RenewalsPause | null }) {
  const call = useCall<'pause' | 'resume', unknown>(change)
  const live = useAgentView().connection.phase === 'live'
  const dates = useDates()
  const now = useNow()
  const say = texts.settings.pause
  return (
    <SettingGroup heading={say.heading}>
      <SettingRow
        title={say.title}
        explanation={pause === null ? say.why : say.until(dates.time(fromTimestamp(pause.until), now))}
        consequence={say.consequence}
        failure={call.failure}
        control={(described) => (
          <Button
            aria-describedby={described['aria-describedby']}
            disabledFocusable={call.running || !live}
            onClick={() => call.run(pause === null ? 'pause' : 'resume')}
          >
            {pause === null ? say.pause : say.resume}
          </Button>
        )}
      />
    </SettingGroup>
  )
}

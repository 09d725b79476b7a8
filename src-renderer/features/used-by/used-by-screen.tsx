import { Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useAgentView } from '../../agent/agent-context.tsx'
import type { AgentState } from '../../agent/agent-state.ts'
import { occasionOf } from '../../agent/occasion.policy.ts'
import { useReading } from '../../agent/use-reading.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { LoadingLines } from '../../components/loading-lines.tsx'
import { Moment } from '../../components/moment.tsx'
import { Page } from '../../components/page.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'
import { UnreadNote } from './unread-note.tsx'
import { UseMap } from './use-map.tsx'

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  soft: { color: tokens.colorNeutralForeground2 },
  end: { marginInlineStart: 'auto', display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
})

const look = (client: AgentClient) => client.consumers.list({})

/** Which program of this device uses which certificate. `rest`: the certificate that is meant. */
export function UsedByScreen({ state, rest: [chosen] }: { state: AgentState; rest: readonly string[] }) {
  const styles = useStyles()
  const say = texts.useMap
  const { again, failure, reading, value } = useReading(look, occasionOf(state.certificates))
  const live = useAgentView().connection.phase === 'live'
  return (
    <Page title={say.heading}>
      <div className={styles.bar}>
        <Caption1 className={styles.soft}>{say.lead}</Caption1>
        <div className={styles.end}>
          {value !== undefined && <Caption1 className={styles.soft}>{<Moment at={value.at} write={say.lookedAt} />}</Caption1>}
          <Button
            icon={reading && live ? <Spinner size="tiny" /> : <ArrowClockwiseRegular />}
            disabledFocusable={reading || !live}
            onClick={again}
          >
            {say.again}
          </Button>
        </div>
      </div>
      <SpokenText>{reading && live ? say.looking : ''}</SpokenText>
      <CallFailureNote title={say.failed} failure={failure} />
      {value === undefined && reading && <LoadingLines label={say.looking} />}
      {value !== undefined && (
        <>
          <UnreadNote sight={value} />
          <UseMap key={chosen} uses={value.uses} state={state} chosen={chosen} />
        </>
      )}
    </Page>
  )
}

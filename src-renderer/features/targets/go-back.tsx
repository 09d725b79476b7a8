import { Body1, Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { RollBackInput, Target } from '@mylzip/shared/operations/targets.ts'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { useDates, useNow } from '../../components/clock.tsx'
import { Section } from '../../components/section.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  soft: { color: tokens.colorNeutralForeground2 },
  way: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  words: { flexGrow: 1, flexBasis: '16em', minWidth: 0, overflowWrap: 'anywhere' },
})

const rollBack = (client: AgentClient, wanted: RollBackInput) => client.targets.rollBack(wanted)

/** Has it present what it had before: said to what, and what that means, before it is done. */
export function GoBack({ target, wentBack }: { target: Target; wentBack: () => void }) {
  const styles = useStyles()
  const say = texts.targets.back
  const dates = useDates()
  const now = useNow()
  const call = useCall(rollBack, wentBack)
  const live = useAgentView().connection.phase === 'live'
  const { before, foundThumbprint, id, rolledBackFrom } = target
  const version = rolledBackFrom === null ? before.version : null
  const way = (to: RollBackInput['to'], action: string, means: string) => (
    <div className={styles.way}>
      <Body1 className={styles.words}>{means}</Body1>
      <Button
        icon={call.running ? <Spinner size="tiny" /> : <ArrowUndoRegular />}
        disabledFocusable={call.running || !live || !target.allowed}
        onClick={() => call.run({ targetId: id, to })}
      >
        {action}
      </Button>
    </div>
  )
  return (
    <Section heading={say.heading}>
      <Caption1 className={styles.soft}>{version === null && !before.found ? say.none : say.why}</Caption1>
      {version !== null &&
        way('version', say.toVersion(version.number), say.versionMeans(version.number, dates.day(fromTimestamp(version.notAfter), now)))}
      {before.found && way('found', say.toFound, foundThumbprint === null ? say.foundNothing : say.foundMeans(foundThumbprint))}
      <SpokenText>{call.running ? say.going : call.result === undefined ? '' : say.done}</SpokenText>
      <CallFailureNote title={say.failed} failure={call.failure} />
    </Section>
  )
}

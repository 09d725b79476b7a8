import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useCall } from '../../agent/use-call.ts'
import { Note } from '../../components/note.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'
import { CheckLine } from './check-line.tsx'
import type { Step } from './draft.policy.ts'
import { OrderFailure } from './order-failure.tsx'
import { StepFrame } from './step-frame.tsx'
import { usePreflight } from './use-preflight.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  again: { alignSelf: 'start' },
})

interface CheckStepProps {
  order: OrderInput
  change: (step: Step) => void
  back: () => void
  placed: (begun: { certificateId: string; runId: string }) => void
}

const place = (client: AgentClient, order: OrderInput) => client.certificates.order(order)

const intents = { clear: 'success', doubtful: 'warning', blocked: 'error' } as const

/** What the order would meet, each thing as soon as it is known. What is in the way stops it; what is only doubtful does not. */
export function CheckStep({ order, change, back, placed }: CheckStepProps) {
  const styles = useStyles()
  const say = texts.order
  const { checks, findings, report, failure, again } = usePreflight(order)
  const call = useCall(place, placed)
  const outlook = report?.outlook
  const obstacle =
    outlook === undefined ? (failure ? say.checksFailed : say.checksRunning) : outlook === 'blocked' ? say.settleFirst : undefined
  const isOver = report !== undefined || failure !== undefined
  return (
    <StepFrame
      step="check"
      heading={say.checkHeading}
      why={say.checkWhy}
      back={back}
      next={() => call.run(order)}
      nextWords={outlook === 'doubtful' ? say.placeAnyway : say.place}
      obstacle={call.running ? say.checksRunning : obstacle}
    >
      <ul className={styles.list} aria-label={say.checkHeading}>
        {checks.map((check) => (
          <CheckLine key={check.id} check={check} finding={findings.find(({ id }) => id === check.id)} change={change} />
        ))}
      </ul>
      <OrderFailure title={say.checksFailed} failure={failure} order={order} />
      {outlook !== undefined && <Note intent={intents[outlook]}>{say.outlooks[outlook]}</Note>}
      <OrderFailure title={say.notPlaced} failure={call.failure} order={order} />
      {isOver && (
        <Button icon={<ArrowSyncRegular />} className={styles.again} onClick={again}>
          {say.checkAgain}
        </Button>
      )}
      <SpokenText>{outlook === undefined ? (isOver ? '' : say.checksRunning) : say.outlooks[outlook]}</SpokenText>
    </StepFrame>
  )
}

import { Body1, Button, Link, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { AddTargetInput } from '@mylzip/shared/operations/targets.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { callFailure } from '../../../agent/failures.ts'
import { useCall } from '../../../agent/use-call.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { Facts } from '../../../components/facts.tsx'
import { hrefOf } from '../../../components/routes.ts'
import { SpokenText } from '../../../components/spoken-text.tsx'
import { texts } from '../../../texts/texts.ts'
import { TryTarget } from '../try-target.tsx'
import { Added } from './added.tsx'
import { StepButtons } from './step-buttons.tsx'
import type { StepProps } from './what-step.tsx'
import { type AddedTarget, inputOf } from './wizard-state.ts'

const useStyles = makeStyles({ part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 } })

async function addAndTell(client: AgentClient, { input, isIssued }: { input: AddTargetInput; isIssued: boolean }): Promise<AddedTarget> {
  const target = await client.targets.add(input)
  if (!isIssued) return { target, notTold: undefined }
  return client.targets.apply({ targetId: target.id }).then(
    (told) => ({ target: told, notTold: undefined }),
    (error: unknown) => ({ target, notTold: callFailure(error) }),
  )
}

/** What would be changed and what a client sees, before it is set up; then what came of it. */
export function CheckStep({ wish, go, certificates, added }: StepProps & { certificates: readonly Certificate[]; added: () => void }) {
  const styles = useStyles()
  const say = texts.targets.wizard
  const call = useCall(addAndTell, added)
  const live = useAgentView().connection.phase === 'live'
  const input = inputOf(wish)
  const certificate = certificates.find(({ id }) => id === wish.certificateId)
  if (input === undefined || wish.kind === undefined) return undefined
  if (call.result !== undefined) return <Added result={call.result} />
  return (
    <div className={styles.part}>
      <Facts
        facts={[
          { term: texts.targets.facts.kind, value: texts.targets.kinds[wish.kind].name },
          { term: texts.targets.facts.certificate, value: certificate?.names[0] ?? '' },
          ...(input.label === undefined ? [] : [{ term: say.called, value: input.label }]),
        ]}
      />
      <TryTarget question={input} atOnce />
      <Body1>{say.means}</Body1>
      <SpokenText>{call.running ? say.adding : ''}</SpokenText>
      <CallFailureNote title={say.addFailed} failure={call.failure} />
      {call.failure?.code.startsWith('LICENCE_') && <Link href={hrefOf('plan')}>{say.plans}</Link>}
      <StepButtons back={() => go('settings')}>
        <Button
          appearance="primary"
          icon={call.running ? <Spinner size="tiny" /> : null}
          disabledFocusable={call.running || !live}
          onClick={() => call.run({ input, isIssued: certificate?.current != null })}
        >
          {say.add}
        </Button>
      </StepButtons>
    </div>
  )
}

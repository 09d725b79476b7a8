import { useAgentView } from '../../agent/agent-context.tsx'
import { type AgentState, latestRun } from '../../agent/agent-state.ts'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { Note } from '../../components/note.tsx'
import { Page } from '../../components/page.tsx'
import { texts } from '../../texts/texts.ts'
import { CheckStep } from './check-step.tsx'
import { isTouched, orderOf } from './draft.policy.ts'
import { KeyStep } from './key-step.tsx'
import { NamesStep } from './names-step.tsx'
import { ProofStep } from './proof-step.tsx'
import { RunStep } from './run-step.tsx'
import { StepList } from './step-list.tsx'
import { readTypedNames } from './typed-names.policy.ts'
import { useDraft } from './use-draft.ts'
import { useOrderFacts } from './use-order-facts.ts'
import { waysFor } from './ways.policy.ts'

/** From names to a certificate, a step at a time. What was typed stays until it is ordered or given up. */
export function OrderScreen({ state }: { state: AgentState }) {
  const say = texts.order
  const { draft, step, begun, change, go, place, forget } = useDraft()
  const { authorities, rules } = useOrderFacts()
  const live = useAgentView().connection.phase === 'live'

  const own = new Set(state.certificates.filter(({ kind }) => kind === 'device').flatMap(({ names }) => names))
  const typed = readTypedNames(draft.names)
  const managed = state.certificates.find(({ names }) => names[0] === typed[0]?.name)
  const names = typed.map((name, index) => (index === 0 && managed && !name.fault ? { ...name, fault: 'managed' as const } : name))
  const ways = waysFor(names, own)
  const way = draft.way !== undefined && ways.includes(draft.way) ? draft.way : (ways[0] ?? 'automatic')
  const hasTpm = state.certificates.some(({ current }) => current?.store?.kind === 'windows')
  const order = orderOf(
    draft,
    names.map(({ name }) => name),
    way,
    rules,
  )

  return (
    <Page title={say.heading}>
      <StepList step={step} />
      {!live && <Note intent="warning">{say.offline}</Note>}
      {step === 'names' && (
        <NamesStep
          typed={draft.names}
          names={names}
          managed={managed}
          change={(text) => change({ names: text })}
          next={() => go('proof')}
        />
      )}
      {step === 'proof' && (
        <ProofStep
          draft={draft}
          names={names}
          own={own}
          ways={ways}
          way={way}
          change={change}
          back={() => go('names')}
          next={() => go('key')}
        />
      )}
      {step === 'key' && (
        <KeyStep
          {...{ draft, authorities, rules, hasTpm, change }}
          startedWith={state.about.directory}
          back={() => go('proof')}
          next={() => go('check')}
        />
      )}
      {step === 'check' && (
        <CheckStep order={order} change={go} back={() => go('key')} placed={(placed) => place(order.names[0] ?? '', placed)} />
      )}
      {step === 'run' && begun !== undefined && (
        <RunStep
          name={begun.name}
          certificateId={begun.certificateId}
          certificate={state.certificates.find(({ id }) => id === begun.certificateId)}
          run={latestRun(state.runs, begun.certificateId)}
          another={forget}
        />
      )}
      <LeaveGuard
        typed={step !== 'run' && isTouched(draft)}
        words={{ title: say.leaveTitle, text: say.leave, stay: say.leaveStay, leave: say.leaveGo }}
        forget={forget}
      />
    </Page>
  )
}

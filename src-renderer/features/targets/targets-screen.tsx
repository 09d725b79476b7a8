import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { lazy } from 'react'
import type { AgentState } from '../../agent/agent-state.ts'
import { occasionOf } from '../../agent/occasion.policy.ts'
import { useReading } from '../../agent/use-reading.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { LoadingLines } from '../../components/loading-lines.tsx'
import { Page } from '../../components/page.tsx'
import { texts } from '../../texts/texts.ts'
import { TargetDetail } from './target-detail.tsx'
import { TargetList } from './target-list.tsx'
import { useFocusOnPage } from './use-focus-on-page.ts'

/** The form is made of the contract's own schema, which needs zod: only whoever adds a program loads it. */
const AddTarget = lazy(async () => {
  await import('./form/without-eval.ts')
  return import('./wizard/add-target.tsx').then((module) => ({ default: module.AddTarget }))
})

const read = (client: AgentClient) => client.targets.list({})

/** The programs that certificates are given to. `rest`: one by its id, or "add" with the kind and the certificate that are meant. */
export function TargetsScreen({ state, rest }: { state: AgentState; rest: readonly string[] }) {
  const say = texts.targets
  const { again, failure, reading, value } = useReading(read, occasionOf(state.certificates))
  const [what, ...more] = rest
  useFocusOnPage(what ?? '')
  if (what === 'add') return <AddTarget key={more.join('/')} state={state} begin={more} added={again} />
  const chosen = what === undefined ? undefined : value?.find(({ id }) => id === what)
  if (chosen) return <TargetDetail key={chosen.id} target={chosen} state={state} again={again} />
  return (
    <Page title={say.heading}>
      <CallFailureNote title={say.failed} failure={failure} />
      {value === undefined && reading && <LoadingLines label={say.reading} />}
      {value !== undefined && <TargetList targets={value} certificates={state.certificates} missing={what !== undefined} />}
    </Page>
  )
}

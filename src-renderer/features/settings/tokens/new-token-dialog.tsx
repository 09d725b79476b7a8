import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { NewLocalToken } from '@mylzip/shared/operations/tokens.ts'
import { useState } from 'react'
import { useCall } from '../../../agent/use-call.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { useNow } from '../../../components/clock.tsx'
import { FormDialog } from '../../../components/form-dialog.tsx'
import { useShownOnce } from '../../../components/use-shown-once.ts'
import { texts } from '../../../texts/texts.ts'
import { MadeToken } from './made-token.tsx'
import { firstDraft, problemOf, wantedOf } from './new-token.policy.ts'
import { NewTokenFields } from './new-token-fields.tsx'

const make = (client: AgentClient, wanted: NewLocalToken) => client.tokens.create(wanted)

/** Makes a token, and shows it as long as this is open and never again. */
export function NewTokenDialog({ made, close }: { made: () => void; close: () => void }) {
  const [draft, setDraft] = useState(firstDraft)
  const [asked, setAsked] = useState(false)
  const call = useCall(make, made)
  const problem = problemOf(draft, useNow())
  const say = texts.tokens
  const submit = () => {
    setAsked(true)
    if (problem === undefined) call.run(wantedOf(draft))
  }
  const answer = call.result
  const isShown = answer !== undefined
  useShownOnce({ close, isIdle: !isShown && !call.running, isShown })
  return (
    <FormDialog
      title={isShown ? say.madeTitle(answer.token.label) : say.newTitle}
      action={say.go}
      running={call.running}
      submit={submit}
      close={close}
      staysOpen={isShown}
      finished={answer && say.finished}
    >
      {isShown ? (
        <MadeToken secret={answer.secret} />
      ) : (
        <NewTokenFields draft={draft} onChange={setDraft} problem={asked ? problem : undefined} />
      )}
      <CallFailureNote title={say.notMade} failure={call.failure} />
    </FormDialog>
  )
}

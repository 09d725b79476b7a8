import { Caption1 } from '@fluentui/react-components'
import type { CallFailure } from '../agent/failures.ts'
import { texts } from '../texts/texts.ts'
import { CallFailureSentence } from './call-failure-sentence.tsx'
import { Note } from './note.tsx'

/** Why something the person asked for did not happen. */
export function CallFailureNote({ title, failure }: { title: string; failure: CallFailure | undefined }) {
  if (failure === undefined) return undefined
  return (
    <Note intent="error" title={title}>
      <CallFailureSentence failure={failure} /> <Caption1>{texts.code(failure.code)}</Caption1>
    </Note>
  )
}

import { Caption1 } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { CallFailure } from '../agent/failures.ts'
import { texts } from '../texts/texts.ts'
import { CallFailureSentence } from './call-failure-sentence.tsx'
import { Note } from './note.tsx'

interface CallFailureNoteProps {
  title: string
  failure: CallFailure | undefined
  /** Where it can be done another way. */
  actions?: ReactNode
}

/** Why something the person asked for did not happen. */
export function CallFailureNote({ title, failure, actions }: CallFailureNoteProps) {
  if (failure === undefined) return undefined
  return (
    <Note intent="error" title={title} {...(actions !== undefined && { actions })}>
      <CallFailureSentence failure={failure} /> {wayOn(failure.code)} <Caption1>{texts.code(failure.code)}</Caption1>
    </Note>
  )
}

/** Who sits at the window of a program beside the service may look and renew, and reads who can do the rest. */
function wayOn(code: string): string | undefined {
  const { waysOn } = texts.setting
  return code === 'CALLER_NOT_ADMINISTRATOR' || code === 'CALLER_NOT_ALLOWED' ? waysOn[code] : undefined
}

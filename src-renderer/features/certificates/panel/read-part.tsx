import { Fragment, type ReactNode } from 'react'
import type { Reading } from '../../../agent/use-reading.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { LoadingLines } from '../../../components/loading-lines.tsx'
import { texts } from '../../../texts/texts.ts'

/** What is read aside from the state: its outline while it comes, why it does not come, or the thing itself. */
export function ReadPart<Value>({ reading, children }: { reading: Reading<Value>; children: (value: Value) => ReactNode }) {
  const { value, failure } = reading
  return (
    <>
      <CallFailureNote title={texts.certificates.unread} failure={failure} />
      {value !== undefined && <Fragment>{children(value)}</Fragment>}
      {value === undefined && failure === undefined && <LoadingLines label={texts.certificates.loading} />}
    </>
  )
}

import { Button, Caption1 } from '@fluentui/react-components'
import { useAgent } from '../agent/agent-context.tsx'
import type { Connection } from '../agent/agent-store.ts'
import { CallFailureSentence } from '../components/call-failure-sentence.tsx'
import { useDates } from '../components/clock.tsx'
import { Note } from '../components/note.tsx'
import { texts } from '../texts/texts.ts'

/** What stands between the page and the agent, and what to do about it. Nothing when all is well. */
export function ConnectionNote({ connection, known }: { connection: Connection; known: boolean }) {
  switch (connection.phase) {
    case 'connecting':
    case 'live':
      return undefined
    case 'lost':
      return <Lost connection={connection} known={known} />
    case 'ended':
      return (
        <Note intent="warning" title={texts.connection.endedTitle}>
          {{ 'no-link': texts.connection.noLink, 'link-used': texts.connection.linkUsed, ended: texts.connection.ended }[connection.reason]}
        </Note>
      )
  }
}

function Lost({ connection, known }: { connection: Extract<Connection, { phase: 'lost' }>; known: boolean }) {
  const { retryNow } = useAgent()
  const dates = useDates()
  const say = texts.connection
  const { failure, lastHeardAt } = connection
  const retry = <Button onClick={retryNow}>{say.retry}</Button>
  if (failure.sentence !== undefined) {
    return (
      <Note intent="error" title={say.faulty} actions={retry}>
        <CallFailureSentence failure={failure} /> <Caption1>{texts.code(failure.code)}</Caption1>
      </Note>
    )
  }
  return (
    <Note intent="error" title={say.lostTitle} actions={retry}>
      {known && lastHeardAt !== undefined ? say.lostKnown(dates.time(lastHeardAt, Date.now())) : say.lostUnknown}
    </Note>
  )
}

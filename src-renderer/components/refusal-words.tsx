import { nextStepSaid, type Refused, refusalSaid } from '../texts/agent-voice.ts'
import { AgentSentence } from './agent-sentence.tsx'

/** What the agent says of something that went wrong, or stands: how it is, then what can be done. */
export function RefusalWords({ of }: { of: Refused }) {
  return (
    <>
      <AgentSentence said={refusalSaid(of)} /> <AgentSentence said={nextStepSaid(of)} />
    </>
  )
}

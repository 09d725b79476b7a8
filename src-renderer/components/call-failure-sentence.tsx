import type { CallFailure } from '../agent/failures.ts'
import { refusalSaid } from '../texts/agent-voice.ts'
import { texts } from '../texts/texts.ts'
import { AgentSentence } from './agent-sentence.tsx'

/** Why a call failed: in the agent's words or, where it did not answer, in the page's own. */
export function CallFailureSentence({ failure: { code, sentence, data, mayBeDone } }: { failure: CallFailure }) {
  if (sentence === undefined) return mayBeDone === true ? texts.renew.noAnswer : texts.renew.unreachable
  return <AgentSentence said={refusalSaid({ code, sentence, data })} />
}

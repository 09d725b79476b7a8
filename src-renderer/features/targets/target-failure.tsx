import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { Target } from '@mylzip/shared/operations/targets.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { ExactMoment, Moment } from '../../components/moment.tsx'
import { Note } from '../../components/note.tsx'
import { nextStepSaid, refusalSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({ text: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS } })

/** Why it was not seen with the certificate, what can be done, and when it is tried again. */
export function TargetFailure({ target: { consumer } }: { target: Pick<Target, 'consumer'> }) {
  const styles = useStyles()
  const say = texts.targets.failure
  const failure = consumer?.failure ?? null
  if (failure === null) return undefined
  return (
    <Note intent="error" title={say.title}>
      <div className={styles.text}>
        <span>
          <AgentSentence said={refusalSaid(failure)} />
        </span>
        <span>
          {say.whatToDo} <AgentSentence said={nextStepSaid(failure)} />
        </span>
        <span>{failure.nextAttemptAt === null ? say.noneAgain : <Moment at={failure.nextAttemptAt} write={say.again} />}</span>
        <Caption1>
          {texts.code(failure.code)} · <ExactMoment at={failure.at} />
        </Caption1>
      </div>
    </Note>
  )
}

import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { StethoscopeRegular } from '@fluentui/react-icons/svg/stethoscope'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { plainly } from '@mylzip/shared/texts/agent-voice.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { useDates, useNow } from '../../components/clock.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { ExactMoment } from '../../components/moment.tsx'
import { More } from '../../components/more.tsx'
import { Note } from '../../components/note.tsx'
import { hrefOf } from '../../components/routes.ts'
import { nextStepSaid, refusalSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  text: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
})

/** The last run's failure: what, when it is tried again, and what to hand to others; the code one level down. */
export function FailureNote({ certificate }: { certificate: Certificate }) {
  const styles = useStyles()
  const dates = useDates()
  const now = useNow()
  const { failure, names, directory, current } = certificate
  if (failure === null) return undefined

  const next = failure.nextAttemptAt === null ? undefined : fromTimestamp(failure.nextAttemptAt)
  const again =
    next === undefined
      ? texts.failure.noneAgain
      : next <= now
        ? texts.failure.againNow
        : texts.failure.again(dates.relative(next, now), dates.time(next, now))
  const report = {
    name: names[0] ?? '',
    sentence: plainly(refusalSaid(failure)),
    nextStep: plainly(nextStepSaid(failure)),
    code: failure.code,
    at: failure.at,
    directory,
  }
  return (
    <Note
      intent={certificate.health === 'not-protected' ? 'error' : 'warning'}
      title={current === null ? texts.failure.titleFirst : texts.failure.title}
      actions={
        <>
          <Button as="a" href={hrefOf('doctor', 'now')} size="small" icon={<StethoscopeRegular />}>
            {texts.failure.why}
          </Button>
          <CopyButton text={texts.failure.report(report)} what={texts.failure.copy} label={texts.failure.copy} />
        </>
      }
    >
      <div className={styles.text}>
        <span>
          <AgentSentence said={refusalSaid(failure)} />
        </span>
        <span>{again}</span>
        <More summary={texts.details}>
          <Caption1 block>
            {texts.failure.whatToDo} <AgentSentence said={nextStepSaid(failure)} />
          </Caption1>
          <Caption1>
            {texts.code(failure.code)} · <ExactMoment at={failure.at} />
          </Caption1>
        </More>
      </div>
    </Note>
  )
}

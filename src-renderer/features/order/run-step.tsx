import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Certificate, Run } from '@mylzip/shared/operations/values.ts'
import { useEffect, useRef } from 'react'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { useDates, useNow } from '../../components/clock.tsx'
import { Note } from '../../components/note.tsx'
import { hrefOf } from '../../components/routes.ts'
import { nextStepSaid, refusalSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'
import { RunAnnouncement, RunProgress } from '../overview/run-progress.tsx'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, outlineStyle: 'none' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
})

interface RunStepProps {
  name: string
  certificateId: string
  certificate: Certificate | undefined
  /** Undefined until it is heard of. */
  run: Run | undefined
  another: () => void
}

/** The order as it goes on, until the certificate is in place or it is known why not, and what comes next. */
export function RunStep({ name, certificateId, certificate, run, another }: RunStepProps) {
  const styles = useStyles()
  const say = texts.order
  const part = useRef<HTMLElement>(null)
  useEffect(() => part.current?.focus(), [])
  const isOver = run !== undefined && run.status !== 'running'
  return (
    <section ref={part} tabIndex={-1} aria-label={say.runHeading} className={styles.part}>
      {!isOver && <Body1>{say.begun}</Body1>}
      {run !== undefined && run.status !== 'succeeded' && <RunProgress run={run} first />}
      <RunAnnouncement run={run} />
      {run?.status === 'succeeded' && <Issued name={name} isServed={certificate?.current?.states.verified != null} />}
      {run?.status === 'failed' && <Failed run={run} />}
      <div className={styles.ways}>
        {run?.status === 'succeeded' && (
          <Button as="a" appearance="primary" href={hrefOf('targets')}>
            {say.setUp}
          </Button>
        )}
        <Button as="a" href={hrefOf('certificates', certificateId)}>
          {say.seeCertificate}
        </Button>
        {isOver && <Button onClick={another}>{say.another}</Button>}
      </div>
    </section>
  )
}

function Issued({ name, isServed }: { name: string; isServed: boolean }) {
  const say = texts.order
  return (
    <Note intent="success" title={isServed ? say.servedTitle(name) : say.keptTitle(name)}>
      {isServed ? say.served : say.kept}
    </Note>
  )
}

function Failed({ run: { failure } }: { run: Run }) {
  const dates = useDates()
  const now = useNow()
  const say = texts.order
  if (failure === null) return undefined
  const again = failure.nextAttemptAt === null ? '' : say.failedAgain(dates.relative(fromTimestamp(failure.nextAttemptAt), now))
  return (
    <Note intent="error" title={say.failedTitle}>
      <AgentSentence said={refusalSaid(failure)} /> {again} <AgentSentence said={nextStepSaid(failure)} />
    </Note>
  )
}

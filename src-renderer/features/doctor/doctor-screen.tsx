import { Body1, Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { fromTimestamp, minute } from '@mylzip/shared/domain/time.ts'
import { useEffect } from 'react'
import { useAgent } from '../../agent/agent-context.tsx'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { Page } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'
import { Support } from '../diagnostics/support.tsx'
import { CheckLists } from './check-list.tsx'
import { type Examination, examine, useExamination } from './examination.ts'
import { Question } from './question.tsx'
import { Verdict, verdictWords } from './verdict.tsx'

const useStyles = makeStyles({
  text: { margin: 0 },
  soft: { margin: 0, color: tokens.colorNeutralForeground2 },
})

/** "#/doctor/now" begins at once: whoever follows it has been told already that something is wrong. */
export function DoctorScreen({ rest: [what] }: { rest: readonly string[] }) {
  const styles = useStyles()
  const { client } = useAgent()
  const examination = useExamination()
  const { phase, checks, findings, failure } = examination
  const say = texts.doctor
  const begin = what === 'now' && !isFresh(examination)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that the screen is opened by such a link
  useEffect(() => {
    if (begin) void examine(client, '')
  }, [what])
  return (
    <Page title={say.heading}>
      <Body1 as="p" className={styles.text}>
        {say.intro}
      </Body1>
      <Section heading={say.question}>
        <Question examination={examination} />
        {phase === 'running' && <Progress examination={examination} />}
        <Verdict examination={examination} />
        <CallFailureNote title={say.unfinished} failure={failure} />
      </Section>
      <SpokenText>{spoken(examination)}</SpokenText>
      {phase === 'none' ? (
        <Body1 as="p" className={styles.soft}>
          {say.none}
        </Body1>
      ) : (
        <CheckLists checks={checks} findings={new Map(findings.map((finding) => [finding.id, finding]))} />
      )}
      <Support />
    </Page>
  )
}

function Progress({ examination: { checks, findings } }: { examination: Examination }) {
  const say = texts.doctor
  const words = checks.length === 0 ? say.begun : say.looking(findings.length, checks.length)
  return (
    <Field validationState="none" validationMessage={words}>
      <ProgressBar aria-label={say.progress} {...(checks.length > 0 && { value: findings.length, max: checks.length })} />
    </Field>
  )
}

/** A report of a moment ago answers the same question. */
function isFresh({ phase, report }: Examination): boolean {
  return phase === 'running' || (report !== undefined && Date.now() - fromTimestamp(report.endedAt) < minute)
}

/** The beginning and the end, and not each of forty checks between. */
function spoken({ phase, report }: Examination): string {
  if (phase === 'running') return texts.doctor.begun
  if (phase === 'stopped') return texts.doctor.stopped
  return report === undefined ? '' : verdictWords(report)
}

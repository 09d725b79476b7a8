import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import { networkTicket } from '@mylzip/shared/operations/network-ticket.policy.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Moment } from '../../components/moment.tsx'
import { Note } from '../../components/note.tsx'
import { refusalSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'
import type { Examination } from './examination.ts'
import { outcomeOf } from './outcome.policy.ts'

const useStyles = makeStyles({
  text: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
})

/** The first line of what was found, in words; what it explains; and what to hand to whoever runs the network. */
export function Verdict({ examination: { phase, report, findings } }: { examination: Examination }) {
  const styles = useStyles()
  const say = texts.doctor
  if (phase === 'stopped') return <Note intent="info">{say.stopped}</Note>
  if (report === undefined) return undefined
  const ticket = networkTicket(report)
  const { intent } = outcomeOf(findings)
  return (
    <Note
      intent={intent}
      title={verdictWords(report)}
      {...(ticket !== undefined && { actions: <CopyButton text={ticket} what={say.copyTicket} label={say.copyTicket} /> })}
    >
      <div className={styles.text}>
        {report.failures.map(({ certificateId, name, code, data, sentence, explainedBy }) => (
          <span key={certificateId}>
            {say.lastTry(name)} <AgentSentence said={refusalSaid({ code, sentence, data })} /> <Because of={explainedBy} report={report} />
          </span>
        ))}
        {ticket !== undefined && <span>{say.ticketWhy}</span>}
        <Caption1>
          <Moment at={report.endedAt} write={say.lookedAt} />
        </Caption1>
      </div>
    </Note>
  )
}

export function verdictWords({ findings }: Pick<DoctorReport, 'findings'>): string {
  const { failed, warnings } = outcomeOf(findings)
  if (failed > 0) return texts.doctor.failed(failed)
  return warnings > 0 ? texts.doctor.warnings(warnings) : texts.doctor.well
}

function Because({ of: [first], report: { findings } }: { of: readonly string[]; report: DoctorReport }) {
  const reason = findings.find(({ id }) => id === first)
  if (reason === undefined) return texts.doctor.gone
  return (
    <>
      {texts.doctor.because} <AgentSentence said={refusalSaid(reason)} />
    </>
  )
}

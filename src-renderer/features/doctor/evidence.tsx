import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { useDates } from '../../components/clock.tsx'
import { EvidenceFacts } from '../../components/evidence-facts.tsx'
import { tellingSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  evidence: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, paddingInlineStart: tokens.spacingHorizontalXXXL },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** What was seen, exact enough for whoever runs the network. */
export function Evidence({ finding }: { finding: Finding }) {
  const styles = useStyles()
  const dates = useDates()
  const { title, titleSaid, sentence, sentenceSaid, evidence, code, durationMs, status } = finding
  return (
    <div className={styles.evidence}>
      <Body1>
        <AgentSentence said={status === 'ok' ? tellingSaid(sentenceSaid, sentence) : tellingSaid(titleSaid, title)} />
      </Body1>
      <EvidenceFacts evidence={evidence} />
      <Caption1 className={styles.soft}>
        {code !== null && `${texts.code(code)} · `}
        {texts.doctor.took}: {dates.seconds(durationMs)}
      </Caption1>
    </div>
  )
}

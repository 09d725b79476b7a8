import { makeStyles, tokens } from '@fluentui/react-components'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { useDates, useNow } from '../../components/clock.tsx'
import { Note } from '../../components/note.tsx'
import { integritySaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  findings: { margin: `${tokens.spacingVerticalXS} 0`, paddingInlineStart: tokens.spacingHorizontalXL },
})

export function IntegrityReport({ report }: { report: AuditReport }) {
  const styles = useStyles()
  const dates = useDates()
  const now = useNow()
  const { anchor, findings } = report
  const compared =
    anchor === null ? texts.integrity.notAnchored : texts.integrity.anchored(anchor.seq, dates.time(fromTimestamp(anchor.reportedAt), now))
  const list = (
    <ul className={styles.findings}>
      {findings.map((finding) => (
        <li key={`${finding.kind} ${finding.seq}`}>
          {texts.activity.entry(finding.seq)}: <AgentSentence said={integritySaid(finding)} />
        </li>
      ))}
    </ul>
  )
  if (report.intact) {
    return (
      <Note intent={anchor === null ? 'warning' : 'success'} title={texts.integrity.intactTitle}>
        {texts.integrity.intact(report.entries)} {compared}
        {findings.length > 0 && list}
      </Note>
    )
  }
  return (
    <Note intent="error" title={texts.integrity.brokenTitle}>
      {texts.integrity.broken(findings.length)}
      {list}
      {compared}
    </Note>
  )
}

import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import { useDates } from '../../components/clock.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  evidence: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, paddingInlineStart: tokens.spacingHorizontalXXXL },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** What was seen, exact enough for whoever runs the network. */
export function Evidence({ finding: { title, sentence, evidence, code, durationMs, status } }: { finding: Finding }) {
  const styles = useStyles()
  const dates = useDates()
  return (
    <div className={styles.evidence}>
      <Body1>{status === 'ok' ? sentence : title}</Body1>
      <Facts facts={byLabel(evidence)} />
      <Caption1 className={styles.soft}>
        {code !== null && `${texts.code(code)} · `}
        {texts.doctor.took}: {dates.seconds(durationMs)}
      </Caption1>
    </div>
  )
}

/** What was seen several times under one label stands together. */
function byLabel(evidence: Finding['evidence']): Fact[] {
  const values = new Map<string, string[]>()
  for (const { label, value } of evidence) values.set(label, [...(values.get(label) ?? []), value])
  return [...values].map(([term, seen]) => ({ term, value: seen.join(', '), copy: seen.join('\n'), code: true }))
}

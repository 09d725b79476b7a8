import { Body1, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle'
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import { authorityLabel } from '@mylzip/shared/domain/authorities.policy.ts'
import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import type { ProxyTest } from '@mylzip/shared/operations/proxy.ts'
import { Note } from '../../../components/note.tsx'
import { RefusalWords } from '../../../components/refusal-words.tsx'
import { texts } from '../../../texts/texts.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, margin: 0, padding: 0, listStyleType: 'none' },
  line: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalM },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0, overflowWrap: 'anywhere' },
  mark: { display: 'flex', fontSize: tokens.fontSizeBase500, flexShrink: 0 },
  ok: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  skipped: { color: tokens.colorNeutralForeground2 },
  soft: { color: tokens.colorNeutralForeground2 },
})

const marks = {
  ok: <CheckmarkCircleRegular />,
  warning: <WarningRegular />,
  failed: <DismissCircleRegular />,
  skipped: <SubtractCircleRegular />,
}

/** What came of trying it: in one sentence, then each thing that was looked at. */
export function ProxyFindings({ test: { findings } }: { test: ProxyTest }) {
  const styles = useStyles()
  const say = texts.proxy
  const isWell = findings.every(({ status }) => status !== 'failed')
  return (
    <div className={styles.part} role="status">
      <Note intent={isWell ? 'success' : 'warning'}>{isWell ? say.well : say.wrong}</Note>
      <ul className={styles.list} aria-label={say.found}>
        {eachOnce(findings).map((finding) => (
          <li key={finding.id} className={styles.line} data-status={finding.status}>
            <span aria-hidden="true" className={mergeClasses(styles.mark, styles[finding.status])}>
              {marks[finding.status]}
            </span>
            <Words finding={finding} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The mark is not read aloud: its word stands below. What is in the way is said in the words with which a renewal would fail. */
function Words({ finding }: { finding: Finding }) {
  const styles = useStyles()
  const say = texts.proxy
  const { code, status } = finding
  const isWrong = status === 'failed' || status === 'warning'
  return (
    <div className={styles.words}>
      <Body1>{isWrong ? <RefusalWords of={finding} /> : titleOf(finding)}</Body1>
      <Caption1 className={styles.soft}>
        {say.status[status]}
        {code !== null && ` · ${texts.code(code)}`}
      </Caption1>
    </div>
  )
}

/** What is wrong with the proxy is wrong with all that it leads to. */
function eachOnce(findings: readonly Finding[]): Finding[] {
  const isSaidBefore = ({ code, sentence }: Finding, index: number) =>
    code !== null && findings.slice(0, index).some((before) => before.code === code && before.sentence === sentence)
  return findings.filter((finding, index) => !isSaidBefore(finding, index))
}

/** `authority:https://ca.test/dir` is the authority there. */
function titleOf({ id, title }: Finding): string {
  const [kind = '', ...about] = id.split(':')
  return texts.proxy.checks[kind]?.(about.length > 0 ? authorityLabel(about.join(':')) : '') ?? title
}

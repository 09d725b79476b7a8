import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { authorityLabel } from '@mylzip/shared/domain/authorities.policy.ts'
import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import type { ProxyTest } from '@mylzip/shared/operations/proxy.ts'
import { CheckMark } from '../../../components/check-mark.tsx'
import { Note } from '../../../components/note.tsx'
import { RefusalWords } from '../../../components/refusal-words.tsx'
import { texts } from '../../../texts/texts.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, margin: 0, padding: 0, listStyleType: 'none' },
  line: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalM },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0, overflowWrap: 'anywhere' },
  soft: { color: tokens.colorNeutralForeground2 },
})

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
            <CheckMark status={finding.status} />
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

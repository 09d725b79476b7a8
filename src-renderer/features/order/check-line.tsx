import { Body1, Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle'
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle'
import { WarningFilled } from '@fluentui/react-icons/svg/warning'
import type { CheckHead, Finding } from '@mylzip/shared/operations/doctor.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { EvidenceFacts } from '../../components/evidence-facts.tsx'
import { More } from '../../components/more.tsx'
import { RefusalWords } from '../../components/refusal-words.tsx'
import { tellingSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'
import { stepToChange, titleOf } from './check-words.policy.ts'
import type { Step } from './draft.policy.ts'

const useStyles = makeStyles({
  line: { display: 'flex', gap: tokens.spacingHorizontalM, paddingBlock: tokens.spacingVerticalXS },
  mark: { display: 'inline-flex', fontSize: tokens.fontSizeBase500, width: '1em', flexShrink: 0 },
  ok: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  soft: { color: tokens.colorNeutralForeground2 },
  words: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalXS, flexGrow: 1, minWidth: 0 },
  more: { alignSelf: 'stretch' },
})

interface CheckLineProps {
  check: CheckHead
  /** Undefined while it is looked at. */
  finding: Finding | undefined
  change: (step: Step) => void
}

/** One thing that is looked at: its mark, and where something is wrong what, what to do, and where to choose otherwise. */
export function CheckLine({ check, finding, change }: CheckLineProps) {
  const styles = useStyles()
  const say = texts.order
  const wrong = finding?.status === 'warning' || finding?.status === 'failed' ? finding : undefined
  const step = wrong && stepToChange(wrong)
  return (
    <li className={styles.line} data-status={finding?.status ?? 'waiting'}>
      <span className={styles.mark}>
        <CheckMark status={finding?.status} />
      </span>
      <div className={styles.words}>
        <Body1>{titleOf(check, say.checks)}</Body1>
        {finding?.status === 'skipped' && (
          <Caption1 className={styles.soft}>
            <AgentSentence said={tellingSaid(finding.sentenceSaid, finding.sentence)} />
          </Caption1>
        )}
        {wrong !== undefined && (
          <>
            <Body1>
              <RefusalWords of={wrong} />
            </Body1>
            {wrong.code !== null && <Caption1 className={styles.soft}>{texts.code(wrong.code)}</Caption1>}
            {step !== undefined && (
              <Button size="small" onClick={() => change(step)}>
                {say.change[step]}
              </Button>
            )}
            {wrong.evidence.length > 0 && (
              <div className={styles.more}>
                <More summary={say.evidence}>
                  <EvidenceFacts evidence={wrong.evidence} />
                </More>
              </div>
            )}
          </>
        )}
      </div>
    </li>
  )
}

function CheckMark({ status }: { status: Finding['status'] | undefined }) {
  const styles = useStyles()
  const say = texts.order.checkStatus
  switch (status) {
    case undefined:
      return <Spinner size="extra-tiny" aria-label={say.waiting} />
    case 'ok':
      return <CheckmarkCircleFilled className={styles.ok} title={say.ok} />
    case 'warning':
      return <WarningFilled className={styles.warning} title={say.warning} />
    case 'failed':
      return <DismissCircleFilled className={styles.failed} title={say.failed} />
    case 'skipped':
      return <SubtractCircleRegular className={styles.soft} title={say.skipped} />
  }
}

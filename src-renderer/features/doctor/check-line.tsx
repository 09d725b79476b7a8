import { Body1, Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up'
import type { CheckHead, Finding } from '@mylzip/shared/operations/doctor.ts'
import { plainly } from '@mylzip/shared/texts/agent-voice.ts'
import { useState } from 'react'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { CheckMark } from '../../components/check-mark.tsx'
import { nextStepSaid, refusalSaid, tellingSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'
import { Evidence } from './evidence.tsx'

const useStyles = makeStyles({
  entry: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalSNudge,
    '&:not(:first-child)': { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  },
  line: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalM },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, flexGrow: 1, minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** One thing that is looked at: how it is, in a sentence; its evidence is folded under it. */
export function CheckLine({ check, finding }: { check: CheckHead; finding: Finding | undefined }) {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const say = texts.doctor
  const status = finding?.status ?? 'waiting'
  const titleSaid = tellingSaid(check.titleSaid, check.title)
  const isProblem = status === 'failed' || status === 'warning'
  return (
    <li className={styles.entry} data-status={status}>
      <div className={styles.line}>
        <CheckMark status={status} />
        <div className={styles.words}>
          <Body1>
            <AgentSentence said={isProblem && finding !== undefined ? refusalSaid(finding) : titleSaid} />
          </Body1>
          {isProblem && finding !== undefined && finding.nextStep !== null && <Body1>{say.whatToDo(plainly(nextStepSaid(finding)))}</Body1>}
          <Caption1 className={styles.soft}>
            {wordOf(say.status, status)}
            {status === 'skipped' && finding !== undefined && (
              <>
                {' · '}
                <AgentSentence said={tellingSaid(finding.sentenceSaid, finding.sentence)} />
              </>
            )}
            {isProblem && finding !== undefined && finding.holdsUp.length > 0 && ` · ${say.holdsUp(finding.holdsUp.join(', '))}`}
          </Caption1>
        </div>
        {finding !== undefined && status !== 'skipped' && (
          <Button
            appearance="subtle"
            icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
            aria-label={say.evidence(plainly(titleSaid))}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          />
        )}
      </div>
      {open && finding !== undefined && <Evidence finding={finding} />}
    </li>
  )
}

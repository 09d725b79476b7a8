import { Body1, Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { type ReactNode, useState } from 'react'
import { activitySaid } from '../texts/agent-voice.ts'
import { texts } from '../texts/texts.ts'
import { AgentSentence } from './agent-sentence.tsx'
import { Moment } from './moment.tsx'

const useStyles = makeStyles({
  entry: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalSNudge,
    '&:not(:first-child)': { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** One sentence of the log. With `details`, a button at its end unfolds them. */
export function ActivityLine({ entry, details }: { entry: Activity; details: ((entry: Activity) => ReactNode) | undefined }) {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <div className={styles.words}>
          <Body1>
            <AgentSentence said={activitySaid(entry)} />
          </Body1>
          <Caption1 className={styles.soft}>
            <Moment at={entry.at} /> · {texts.activity.by(entry.actor)}
          </Caption1>
        </div>
        {details !== undefined && (
          <Button
            appearance="subtle"
            icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
            aria-label={texts.activity.show(entry.seq)}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          />
        )}
      </div>
      {open && details?.(entry)}
    </li>
  )
}

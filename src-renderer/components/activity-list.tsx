import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { ReactNode } from 'react'
import { texts } from '../texts/en.ts'
import { Moment } from './moment.tsx'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: {
    display: 'flex',
    flexDirection: 'column',
    paddingBlock: tokens.spacingVerticalSNudge,
    '&:not(:first-child)': { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** What happened, in sentences, the newest first. `more` adds what the second level holds. */
export function ActivityList({ entries, more }: { entries: readonly Activity[]; more?: (entry: Activity) => ReactNode }) {
  const styles = useStyles()
  if (entries.length === 0) {
    return (
      <Body1 as="p" className={styles.soft}>
        {texts.activity.none}
      </Body1>
    )
  }
  return (
    <ol className={styles.list} aria-label={texts.activity.listLabel}>
      {entries.map((entry) => (
        <li key={entry.seq} className={styles.entry}>
          <Body1>{entry.sentence}</Body1>
          <Caption1 className={styles.soft}>
            <Moment at={entry.at} /> · {texts.activity.by(entry.actor)}
          </Caption1>
          {more?.(entry)}
        </li>
      ))}
    </ol>
  )
}

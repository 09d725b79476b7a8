import { Body1, makeStyles, tokens } from '@fluentui/react-components'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { ReactNode } from 'react'
import { texts } from '../texts/texts.ts'
import { ActivityLine } from './activity-line.tsx'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  soft: { color: tokens.colorNeutralForeground2, margin: 0 },
})

/** What happened, in sentences, the newest first. `details` is what the second level holds. */
export function ActivityList({ entries, details }: { entries: readonly Activity[]; details?: (entry: Activity) => ReactNode }) {
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
        <ActivityLine key={entry.seq} entry={entry} details={details} />
      ))}
    </ol>
  )
}

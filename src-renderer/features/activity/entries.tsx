import { Body1, Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { AuditFilter } from '@mylzip/shared/operations/audit.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { ActivityList } from '../../components/activity-list.tsx'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'
import { EntryDetails } from './entry-details.tsx'
import { useOlderEntries } from './older-entries.ts'

const useStyles = makeStyles({
  end: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalS },
  soft: { color: tokens.colorNeutralForeground2, margin: 0 },
})

/** What is wanted of the log, the newest first, and how to get older ones. */
export function Entries({ newest, filter }: { newest: readonly Activity[]; filter: AuditFilter }) {
  const styles = useStyles()
  const { entries, more, loading, failure, loadMore } = useOlderEntries(newest, filter)
  const say = texts.activity
  const isSearch = Object.keys(filter).length > 0
  const words = loading ? say.filter.searching : failure === undefined ? say.filter.shown(entries.length, more) : ''
  return (
    <>
      {isSearch && <Caption1 className={styles.soft}>{words}</Caption1>}
      <SpokenText>{isSearch ? words : ''}</SpokenText>
      {isSearch && entries.length === 0 ? (
        !loading && (
          <Body1 as="p" className={styles.soft}>
            {say.filter.none}
          </Body1>
        )
      ) : (
        <ActivityList entries={entries} details={(entry) => <EntryDetails entry={entry} />} />
      )}
      <div className={styles.end}>
        <CallFailureNote title={say.loadFailed} failure={failure} />
        {more && (
          <Button onClick={loadMore} disabledFocusable={loading}>
            {say.older}
          </Button>
        )}
        {!more && entries.length > 0 && !isSearch && <Caption1 className={styles.soft}>{say.end}</Caption1>}
      </div>
    </>
  )
}

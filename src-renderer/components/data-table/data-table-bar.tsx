import { Caption1, makeStyles, SearchBox, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { texts } from '../../texts/texts.ts'
import { spaces } from '../layout.ts'
import { useNumbers } from '../numbers.ts'
import { SpokenText } from '../spoken-text.tsx'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS}`,
  },
  search: { flexGrow: 1, flexBasis: spaces(5), minWidth: 0, maxWidth: spaces(10) },
  count: { color: tokens.colorNeutralForeground2, flexGrow: 1, fontVariantNumeric: 'tabular-nums' },
})

interface BarProps {
  /** What is searched: "certificates". */
  what: string
  search: string
  onSearch: (search: string) => void
  shown: number
  all: number
  children: ReactNode
}

/** Above the rows: the search, how many it leaves, and what can be done to them. */
export function DataTableBar({ what, search, onSearch, shown, all, children }: BarProps) {
  const styles = useStyles()
  const numbers = useNumbers()
  const count = search === '' ? '' : texts.table.shown(numbers.count(shown), numbers.count(all))
  return (
    <div className={styles.bar}>
      <SearchBox
        value={search}
        onChange={(_, { value }) => onSearch(value)}
        placeholder={texts.table.search}
        aria-label={texts.table.searchWhat(what)}
        className={styles.search}
      />
      <Caption1 className={styles.count}>{count}</Caption1>
      <SpokenText>{count}</SpokenText>
      {children}
    </div>
  )
}

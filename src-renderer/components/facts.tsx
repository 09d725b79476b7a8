import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'
import { spaces } from './layout.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${spaces(8)}), 1fr))`,
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
    margin: 0,
  },
  pair: { minWidth: 0 },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalXS, overflowWrap: 'anywhere' },
  code: { fontFamily: tokens.fontFamilyMonospace },
})

export interface Fact {
  term: string
  value: ReactNode
  /** What the copy button puts on the clipboard; without it there is none. */
  copy?: string
  /** Digits and paths, where each character counts. */
  code?: boolean
}

/** Terms with their values, for the second level: exact, and each to be copied where somebody may need it. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const styles = useStyles()
  return (
    <dl className={styles.list}>
      {facts.map(({ term, value, copy, code }) => (
        <div key={term} className={styles.pair}>
          <dt>
            <Caption1 className={styles.term}>{term}</Caption1>
          </dt>
          <dd className={styles.value}>
            <Body1 {...(code ? { className: styles.code } : {})}>{value}</Body1>
            {copy !== undefined && <CopyButton text={copy} what={term} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

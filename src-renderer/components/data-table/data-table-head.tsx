import { makeStyles, mergeClasses, TableHeader, TableHeaderCell, TableRow, tokens } from '@fluentui/react-components'
import type { Column, Sorting } from './column.ts'
import { cards, useWidths } from './widths.ts'

const useStyles = makeStyles({
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    [cards]: { display: 'none' },
  },
  // One height whatever the words: the rows begin right under it.
  row: { height: '44px' },
  cell: { fontWeight: tokens.fontWeightSemibold, height: '100%', overflow: 'hidden', whiteSpace: 'nowrap' },
})

/** The headings stay in sight while the page scrolls; each sorts by its column, and once more the other way round. */
export function DataTableHead<Row>(props: { columns: readonly Column<Row>[]; sorting: Sorting; sortBy: (column: string) => void }) {
  const styles = useStyles()
  const widths = useWidths()
  return (
    <TableHeader className={styles.head}>
      <TableRow aria-rowindex={1} className={styles.row}>
        {props.columns.map(({ id, heading, width = 'medium' }) => (
          <TableHeaderCell
            key={id}
            {...(props.sorting.column === id ? { sortDirection: props.sorting.direction } : {})}
            onClick={() => props.sortBy(id)}
            className={mergeClasses(styles.cell, widths[width])}
          >
            {heading}
          </TableHeaderCell>
        ))}
      </TableRow>
    </TableHeader>
  )
}

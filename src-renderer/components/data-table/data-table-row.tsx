import { Caption1, makeStyles, mergeClasses, TableCell, TableRow, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { memo, type RefCallback } from 'react'
import type { Column } from './column.ts'
import { cards, useWidths } from './widths.ts'

const useStyles = makeStyles({
  row: {
    position: 'absolute',
    top: 0,
    insetInlineStart: 0,
    width: '100%',
    outlineOffset: '-2px',
    [cards]: {
      flexDirection: 'column',
      alignItems: 'stretch',
      gap: tokens.spacingVerticalXXS,
      padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS}`,
    },
  },
  opens: { cursor: 'pointer' },
  cell: {
    [cards]: { flexGrow: 0, flexBasis: 'auto', minHeight: 'auto', gap: tokens.spacingHorizontalS, alignItems: 'baseline' },
  },
  heading: { display: 'none', color: tokens.colorNeutralForeground2, flexShrink: 0, [cards]: { display: 'inline' } },
  // One line in the table, the whole of it on a card.
  words: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    [cards]: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  },
})

export interface RowProps<Row> {
  row: Row
  columns: readonly Column<Row>[]
  index: number
  /** The one row that the tabulator key stops at. */
  active: boolean
  selected: boolean
  opens: boolean
  measure: RefCallback<HTMLDivElement>
}

function PlainRow<Row>({ row, columns, index, active, selected, opens, measure }: RowProps<Row>) {
  const styles = useStyles()
  const widths = useWidths()
  // What a row opens gives the focus back to it when it is closed.
  const focusTarget = useRestoreFocusTarget()
  return (
    <TableRow
      as="div"
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      appearance={selected ? 'neutral' : 'none'}
      tabIndex={active ? 0 : -1}
      className={mergeClasses(styles.row, opens && styles.opens)}
      {...focusTarget}
    >
      {columns.map(({ id, heading, text, cell, width = 'medium', speaksForItself }) => (
        <TableCell key={id} role="gridcell" className={mergeClasses(widths[width], styles.cell)}>
          {speaksForItself !== true && <Caption1 className={styles.heading}>{heading}</Caption1>}
          <span className={styles.words} title={cell === undefined ? text(row) : undefined}>
            {cell === undefined ? text(row) : cell(row)}
          </span>
        </TableCell>
      ))}
    </TableRow>
  )
}

/** While the page scrolls only rows that come into view are drawn. */
export const DataTableRow = memo(PlainRow) as typeof PlainRow

import { Body1, Button, makeStyles, Table, TableBody, tokens } from '@fluentui/react-components'
import { type ReactNode, useDeferredValue, useId, useMemo, useState } from 'react'
import { texts } from '../../texts/texts.ts'
import { CopyButton } from '../copy-button.tsx'
import { useNumbers } from '../numbers.ts'
import { SpokenText } from '../spoken-text.tsx'
import { useCopy } from '../use-copy.ts'
import type { Column, Sorting } from './column.ts'
import { DataTableBar } from './data-table-bar.tsx'
import { DataTableHead } from './data-table-head.tsx'
import { DataTableRow } from './data-table-row.tsx'
import { asLines, matching, sorted, sortedNext } from './rows.policy.ts'
import { SortChoice } from './sort-choice.tsx'
import { useRowKeyboard } from './use-row-keyboard.ts'
import { useRowsInView } from './use-rows-in-view.ts'
import { useSelection } from './use-selection.ts'

const useStyles = makeStyles({
  // No card: one hides what overflows, and with it the headings that stay in sight.
  table: {
    containerType: 'inline-size',
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow4,
  },
  body: { position: 'relative', display: 'block' },
  nothing: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    overflowWrap: 'anywhere',
  },
})

interface DataTableProps<Row> {
  /** What the rows are: "Certificates". */
  label: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  columns: readonly Column<Row>[]
  /** How it is sorted until a person sorts it. */
  initially: Sorting
  /** What Enter and a click do. */
  open?: (row: Row) => void
  /** In place of the table, where there is no row at all. */
  empty: ReactNode
  /** What can be done to the whole of it, at the right of its search. */
  actions?: ReactNode
}

/** Rows that sort, are searched, copied, and gone through by keyboard; cards where there is little room. However many, few are drawn. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  return props.rows.length === 0 ? props.empty : <FilledTable {...props} />
}

function FilledTable<Row>({ label, rows, rowKey, columns, initially, open, actions }: DataTableProps<Row>) {
  const styles = useStyles()
  const keysId = useId()
  const [sorting, setSorting] = useState(initially)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const shown = useMemo(() => sorted(matching(rows, columns, wanted), columns, sorting), [rows, columns, wanted, sorting])
  const keys = useMemo(() => shown.map(rowKey), [shown, rowKey])
  const selection = useSelection(keys)
  const { copy, said } = useCopy()
  const picked = () => shown.filter((_, index) => selection.has(keys[index] ?? ''))
  const keyboard = useRowKeyboard(keys, selection, {
    open: (index) => whenThere(shown[index], open),
    copy: (index) => copy(asLines(selection.count > 0 ? picked() : shown.slice(index, index + 1), columns)),
  })
  const view = useRowsInView(keys, keyboard.active)
  keyboard.attach(view.rows)
  const count = useNumbers().count(selection.count)
  return (
    <div className={styles.table}>
      <DataTableBar what={label} search={search} onSearch={setSearch} shown={shown.length} all={rows.length}>
        <SortChoice columns={columns} sorting={sorting} onSort={setSorting} />
        <CopyButton
          text={() => asLines(selection.count > 0 ? picked() : shown, columns)}
          what={label}
          label={selection.count > 0 ? texts.table.copySelected(count) : texts.table.copyAll}
        />
        {actions}
      </DataTableBar>
      <SpokenText>{said}</SpokenText>
      <span id={keysId} hidden>
        {open === undefined ? texts.table.keys : texts.table.keysOpening}
      </span>
      <Table
        noNativeElements
        sortable
        role="grid"
        aria-label={label}
        aria-describedby={keysId}
        aria-multiselectable
        aria-rowcount={shown.length + 1}
      >
        <DataTableHead columns={columns} sorting={sorting} sortBy={(column) => setSorting(sortedNext(sorting, column))} />
        <TableBody ref={view.bodyRef} className={styles.body} {...keyboard.handlers}>
          {view.rows
            .getVirtualItems()
            .map(({ key, index }) =>
              whenThere(shown[index], (row) => (
                <DataTableRow
                  key={key}
                  row={row}
                  columns={columns}
                  index={index}
                  active={index === keyboard.active}
                  selected={selection.has(keys[index] ?? '')}
                  opens={open !== undefined}
                  measure={view.rows.measureElement}
                />
              )),
            )}
        </TableBody>
      </Table>
      {shown.length === 0 && (
        <div className={styles.nothing}>
          <Body1>{texts.table.nothingFound(wanted)}</Body1>
          <Button size="small" onClick={() => setSearch('')}>
            {texts.table.showAll}
          </Button>
        </div>
      )}
    </div>
  )
}

function whenThere<Row, Result>(row: Row | undefined, then: ((row: Row) => Result) | undefined): Result | undefined {
  return row === undefined ? undefined : then?.(row)
}

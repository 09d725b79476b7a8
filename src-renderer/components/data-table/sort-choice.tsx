import { Button, makeStyles, Select, tokens } from '@fluentui/react-components'
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down'
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up'
import { texts } from '../../texts/texts.ts'
import type { Column, Sorting } from './column.ts'
import { cards } from './widths.ts'

const useStyles = makeStyles({
  choice: { display: 'none', alignItems: 'center', gap: tokens.spacingHorizontalXS, minWidth: 0, [cards]: { display: 'flex' } },
  select: { minWidth: 0 },
})

/** Cards have no headings to press. */
export function SortChoice<Row>(props: { columns: readonly Column<Row>[]; sorting: Sorting; onSort: (sorting: Sorting) => void }) {
  const styles = useStyles()
  const { column, direction } = props.sorting
  const up = direction === 'ascending'
  return (
    <div className={styles.choice}>
      <Select
        value={column}
        onChange={(_, { value }) => props.onSort({ column: value, direction: 'ascending' })}
        aria-label={texts.table.sortBy}
        className={styles.select}
      >
        {props.columns.map(({ id, heading }) => (
          <option key={id} value={id}>
            {heading}
          </option>
        ))}
      </Select>
      <Button
        appearance="subtle"
        icon={up ? <ArrowSortUpRegular /> : <ArrowSortDownRegular />}
        aria-label={up ? texts.table.ascending : texts.table.descending}
        onClick={() => props.onSort({ column, direction: up ? 'descending' : 'ascending' })}
      />
    </div>
  )
}

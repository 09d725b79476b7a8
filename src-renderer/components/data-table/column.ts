import type { ReactNode } from 'react'

/** A fact that each row has. */
export interface Column<Row> {
  id: string
  heading: string
  /** The fact in words: what is searched, copied and, unless `cell` says otherwise, shown. */
  text: (row: Row) => string
  /** What it is sorted by, where its words sort wrongly. What has nothing comes last, whichever way. */
  order?: (row: Row) => number | string | undefined
  cell?: (row: Row) => ReactNode
  /** Its share of the width. */
  width?: 'small' | 'medium' | 'large'
  /** On a card it needs no heading before it: a name, a mark with its word. */
  speaksForItself?: boolean
}

export interface Sorting {
  column: string
  direction: 'ascending' | 'descending'
}

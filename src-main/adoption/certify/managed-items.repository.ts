import type { Sqlite } from '../../system/database/sqlite.adapter.ts'

export interface StoredItem {
  id: string
  config: string
}

/** The most items, and the most characters of one, that are looked at. */
export const mostItems = 2_000
const longestItem = 1_000_000

/**
 * The managed certificates in a copy of Certify The Web's database. Its table `manageditem` had a column `json` before it
 * had `config`, and other things beside certificates since it has `itemtype`. What somebody put in the table's place
 * (a view may count for ever) is not asked: undefined, as where there is no table.
 */
export function managedItems(database: Sqlite): StoredItem[] | undefined {
  const table = database.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'manageditem'`).pluck().get()
  if (typeof table !== 'string' || !/^CREATE TABLE\b/i.test(table)) return undefined
  const columns = database.prepare(`SELECT name FROM pragma_table_xinfo('manageditem') WHERE hidden = 0`).pluck().all()
  const content = columns.includes('config') ? 'config' : 'json'
  const certificates = columns.includes('itemtype') ? `itemtype = 'managedcertificate' AND` : ''
  const rows = database
    .prepare(
      `SELECT id, ${content} AS config FROM manageditem WHERE ${certificates} length(${content}) < ${longestItem} LIMIT ${mostItems}`,
    )
    .all()
  return rows.filter(isItem)
}

function isItem(row: unknown): row is StoredItem {
  return (
    typeof row === 'object' &&
    row !== null &&
    'id' in row &&
    typeof row.id === 'string' &&
    'config' in row &&
    typeof row.config === 'string'
  )
}

import type Database from 'better-sqlite3'
import { refuseOldNode } from '../node-version.policy.ts'

export type Sqlite = Database.Database

/** The one place that loads better-sqlite3. Refuses with NODE_TOO_OLD instead of dying of it. */
export async function loadSqlite(): Promise<typeof Database> {
  refuseOldNode(process.versions.node)
  return (await import('better-sqlite3')).default
}

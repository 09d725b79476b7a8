import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { guardedSqlite } from '#main/system/database/guarded-sqlite.adapter.ts'

let sqlite: InstanceType<typeof Database>
beforeEach(() => {
  sqlite = new Database(':memory:')
  sqlite.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)')
})
afterEach(() => sqlite.close())

test('what is asked again and again is prepared once, and answers anew each time', () => {
  const database = guardedSqlite(sqlite, '/nowhere')
  const [add, read] = ['insert into notes (text) values (?)', 'select text from notes order by id']
  database.prepare(add).run(['one'])
  expect(database.prepare(read).all([])).toEqual([{ text: 'one' }])
  database.prepare(add).run(['two'])
  expect(database.prepare(read).all([])).toEqual([{ text: 'one' }, { text: 'two' }])
  expect(database.prepare(read)).toBe(database.prepare(read))
})

test('a table that was changed meanwhile is read as it is now', () => {
  const database = guardedSqlite(sqlite, '/nowhere')
  expect(database.prepare('select * from notes').all([])).toEqual([])
  sqlite.exec("ALTER TABLE notes ADD COLUMN at INTEGER; INSERT INTO notes (text, at) VALUES ('one', 1)")
  expect(database.prepare('select * from notes').all([])).toEqual([{ id: 1, text: 'one', at: 1 }])
})

test('pragmas, some of which act while they are prepared, are prepared each time', () => {
  const database = guardedSqlite(sqlite, '/nowhere')
  expect(database.prepare('PRAGMA user_version')).not.toBe(database.prepare('PRAGMA user_version'))
})

test('questions without end do not fill the memory', () => {
  const database = guardedSqlite(sqlite, '/nowhere')
  for (let each = 0; each < 1_000; each += 1) database.prepare(`select ${each}`)
  expect(database.prepare('select 999')).not.toBe(database.prepare('select 999'))
})

import { openDatabase } from '../../../../src-main/system/database/database.adapter.ts'

/** Writes settings until it is killed, and counts those whose commit was answered. */
const [file = ''] = process.argv.slice(2)
const { db } = await openDatabase({ file, now: Date.now() })
for (let written = 1; ; written += 1) {
  await db
    .insertInto('settings')
    .values({ key: `setting-${written}`, value: '1' })
    .execute()
  process.stdout.write(`${written}\n`)
}

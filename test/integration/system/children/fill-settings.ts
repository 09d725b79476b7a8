import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { openDatabase } from '../../../../src-main/system/database/database.adapter.ts'

/** Writes more than may be written, says what came of it, and what can still be read. */
const [file = ''] = process.argv.slice(2)
const { db, close } = await openDatabase({ file, now: Date.now() })
try {
  for (let written = 1; ; written += 1) {
    await db
      .insertInto('settings')
      .values({ key: `filler-${written}`, value: JSON.stringify('x'.repeat(100_000)) })
      .execute()
  }
} catch (error) {
  console.log(isRefusal(error) ? error.code : String(error))
}
const row = await db.selectFrom('settings').select('key').where('key', '=', 'before').executeTakeFirst()
console.log(`still there: ${row?.key}`)
await close()

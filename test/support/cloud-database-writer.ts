import { randomUUID } from 'node:crypto'
import { openEmbeddedDatabase } from '#cloud/plugins/database/embedded.ts'

/** Writes team after team and says which are written, until somebody kills it. */
const [, , folder = '', template] = process.argv
const { db } = await openEmbeddedDatabase({ folder, template })
for (let n = 0; ; n++) {
  await db
    .insertInto('teams')
    .values({ id: randomUUID(), slug: `team-${n}`, name: 'x', created_at: n })
    .execute()
  process.stdout.write(`team-${n}\n`)
}

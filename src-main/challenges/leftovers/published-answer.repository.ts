import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Selectable } from 'kysely'
import type { AgentTables, PublishedAnswerTable } from '../../system/database/schema.ts'

export type PublishedAnswer = Selectable<PublishedAnswerTable>

/** What is published at this moment, or was when a process ended. */
export function publishedAnswerRepository(db: Kysely<AgentTables>) {
  return {
    async add(answer: PublishedAnswer): Promise<void> {
      await db
        .insertInto('published_answers')
        .values(answer)
        .onConflict((known) => known.doNothing())
        .execute()
    },
    async remove({ certificate_id, proof, type, task }: Omit<PublishedAnswer, 'published_at'>): Promise<void> {
      const own = db.deleteFrom('published_answers').where('certificate_id', '=', certificate_id).where('proof', '=', proof)
      await own.where('type', '=', type).where('task', '=', task).execute()
    },
    of: (certificateId: string): Promise<PublishedAnswer[]> =>
      db.selectFrom('published_answers').selectAll().where('certificate_id', '=', certificateId).execute(),
    /** What was published by a clock that was ahead has been there since now at the latest. */
    async noneFromAhead(now: Instant): Promise<void> {
      await db.updateTable('published_answers').set({ published_at: now }).where('published_at', '>', now).execute()
    },
    /** Of certificates that no run works on: a run takes its own away. */
    left: (): Promise<PublishedAnswer[]> =>
      db
        .selectFrom('published_answers')
        .selectAll()
        .where('certificate_id', 'not in', (running) => running.selectFrom('runs').select('certificate_id').where('status', '=', 'running'))
        .execute(),
  }
}

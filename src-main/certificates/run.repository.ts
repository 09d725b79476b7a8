import type { RunStep } from '@mylzip/shared/domain/run-steps.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { type Insertable, type Kysely, type Selectable, sql, type Updateable } from 'kysely'
import type { AgentTables, RunStepTable, RunTable } from '../system/database/schema.ts'

export type RunRow = Selectable<RunTable>
export type RunStepRow = Selectable<RunStepTable>

/** Renewal runs and how far each came. `db` may be a transaction. */
export function runRepository(db: Kysely<AgentTables>) {
  const table = () => db.selectFrom('runs').selectAll()
  return {
    find: (id: string): Promise<RunRow | undefined> => table().where('id', '=', id).executeTakeFirst(),
    runningFor: (certificateId: string): Promise<RunRow | undefined> =>
      table().where('certificate_id', '=', certificateId).where('status', '=', 'running').executeTakeFirst(),
    isAnyRunning: async (): Promise<boolean> => (await table().where('status', '=', 'running').limit(1).executeTakeFirst()) !== undefined,
    /** The newest run of the certificate, whatever became of it: the last written, because clocks are set back. */
    lastOf: (certificateId: string): Promise<RunRow | undefined> =>
      table().where('certificate_id', '=', certificateId).orderBy(sql`rowid`, 'desc').limit(1).executeTakeFirst(),
    /** The run of the same certificate that was written before this one. */
    before: ({ id, certificate_id }: RunRow): Promise<RunRow | undefined> =>
      table()
        .where('certificate_id', '=', certificate_id)
        .where(sql<boolean>`rowid < (SELECT rowid FROM runs WHERE id = ${id})`)
        .orderBy(sql`rowid`, 'desc')
        .limit(1)
        .executeTakeFirst(),
    /** Those that worked at this version, newest first. */
    ofVersion: (certificateId: string, number: number): Promise<RunRow[]> =>
      table().where('certificate_id', '=', certificateId).where('number', '=', number).orderBy(sql`rowid`, 'desc').execute(),
    async add(row: Insertable<RunTable>): Promise<void> {
      await db.insertInto('runs').values(row).execute()
    },
    async update(id: string, change: Updateable<RunTable>): Promise<void> {
      await db.updateTable('runs').set(change).where('id', '=', id).execute()
    },
    steps: (runId: string): Promise<RunStepRow[]> => db.selectFrom('run_steps').selectAll().where('run_id', '=', runId).execute(),
    async saveStep(row: Insertable<RunStepTable>): Promise<void> {
      await db
        .insertInto('run_steps')
        .values(row)
        .onConflict((conflict) => conflict.columns(['run_id', 'step']).doUpdateSet(row))
        .execute()
    },
    /** Forgets that these steps were done, so that they are carried out again. */
    async reopenSteps(runId: string, steps: RunStep[]): Promise<void> {
      await db.deleteFrom('run_steps').where('run_id', '=', runId).where('step', 'in', steps).execute()
    },
    /**
     * Those of the certificate that ended before the moment, with their steps. Kept however old they are: the newest so many, those
     * of a version that is not issued or is the newest one (what is gone on with goes by them), and what a command of the team's is
     * still to be answered with.
     */
    async forgetEnded(certificateId: string, before: Instant, newest: number): Promise<void> {
      const mine = () => db.selectFrom('runs').where('certificate_id', '=', certificateId)
      const issued = db.selectFrom('certificate_versions').select('number').where('certificate_id', '=', certificateId)
      const rows = await mine()
        .select('id')
        .where('status', '!=', 'running')
        .where('ended_at', '<', before)
        .where('id', 'not in', mine().select('id').orderBy(sql`rowid`, 'desc').limit(newest))
        .where('number', 'not in', issued.where('issued_at', 'is', null))
        .where(({ eb, selectFrom }) =>
          eb(
            'number',
            '<',
            selectFrom('runs')
              .select(({ fn }) => fn.max('number').as('last'))
              .where('certificate_id', '=', certificateId),
          ),
        )
        .where(({ eb, selectFrom }) =>
          eb(
            'id',
            'not in',
            selectFrom('commands')
              .select('run_id')
              .where('run_id', 'is not', null)
              .where(({ eb: each, or, ref }) =>
                or([each('ended_at', 'is', null), each('told_state', 'is', null), each('told_state', '!=', ref('state'))]),
              ),
          ),
        )
        .execute()
      // A few at a time: SQLite takes only so many values in one statement.
      for (let start = 0; start < rows.length; start += 200) {
        const ids = rows.slice(start, start + 200).map(({ id }) => id)
        await db.deleteFrom('run_steps').where('run_id', 'in', ids).execute()
        await db.deleteFrom('runs').where('id', 'in', ids).execute()
      }
    },
    async endStep(runId: string, step: RunStep, status: 'done' | 'failed', endedAt: Instant): Promise<void> {
      await db.updateTable('run_steps').set({ status, ended_at: endedAt }).where('run_id', '=', runId).where('step', '=', step).execute()
    },
  }
}

export type RunRepository = ReturnType<typeof runRepository>

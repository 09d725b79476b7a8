import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Run } from '@mylzip/shared/operations/values.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import { certificateRepository } from './certificate.repository.ts'
import { type RunRow, runRepository } from './run.repository.ts'
import { runView } from './run-view.ts'
import { createServedHere } from './served-here.ts'
import type { Standstills } from './standstills.ts'

/** Reads runs the way callers see them. */
export function createRunReader(db: Kysely<AgentTables>, standstills: Pick<Standstills, 'of'>, servedHere = createServedHere()) {
  const runs = runRepository(db)
  const certificates = certificateRepository(db)

  async function view(run: RunRow): Promise<Run> {
    const certificate = await certificates.find(run.certificate_id)
    const nextAttemptAt = run.status === 'failed' ? (certificate?.next_attempt_at ?? null) : null
    const standstill = run.status === 'running' ? standstills.of(run.certificate_id) : undefined
    return runView(run, await runs.steps(run.id), nextAttemptAt, {
      servedHere: certificate === undefined || (await servedHere(db, certificate, run.number)),
      standstill,
    })
  }

  return {
    async get(runId: string): Promise<Run> {
      const run = await runs.find(runId)
      if (!run) throw new Refusal('RUN_NOT_FOUND', { runId })
      return view(run)
    },
    /** Those running, and the last ended of each certificate. */
    async recent(): Promise<Run[]> {
      const lasts = await Promise.all((await certificates.list()).map(({ id }) => runs.lastOf(id)))
      return Promise.all(lasts.filter((run) => run !== undefined).map(view))
    },
  }
}

export type RunReader = ReturnType<typeof createRunReader>

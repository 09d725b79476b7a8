import { certificateRepository } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { standingRepository } from '../limits/standing.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { onTheWay } from './retry.policy.ts'

const codes: readonly string[] = onTheWay

/** Connections are made another way from now on: what failed on the former one is tried again now, and not in half an hour. */
export async function tryWhatFailedOnTheWay({ db, clock }: { db: AgentDatabase['db']; clock: Clock }): Promise<void> {
  await standingRepository(db).clearFailed(onTheWay)
  const certificates = certificateRepository(db)
  for (const { id, next_attempt_at } of await certificates.list()) {
    if (next_attempt_at === null || next_attempt_at <= clock.now()) continue
    const last = await runRepository(db).lastOf(id)
    if (last?.status === 'failed' && codes.includes(last.failure_code ?? ''))
      await certificates.update(id, { next_attempt_at: clock.now() })
  }
}

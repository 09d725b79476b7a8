import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Trust } from '@mylzip/shared/operations/values.ts'
import { versionRepository } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { RunContext } from './run-context.ts'

interface ConsumerChange {
  bound_at?: Instant
  verified_at?: Instant
  /** Null where nobody can connect to it. */
  trust?: Trust | null
  failure?: Refusal
}

/** Records what became of one program. A success clears an earlier failure; what is not mentioned stays. */
export async function saveConsumer(
  context: Pick<RunContext, 'db' | 'clock' | 'certificate'> & { run: { number: number } },
  target: DeployTarget,
  change: ConsumerChange,
): Promise<void> {
  const { certificate, clock, db, run } = context
  const { failure, ...columns } = change
  const address = target.address()
  await versionRepository(db).saveConsumer({
    certificate_id: certificate.id,
    number: run.number,
    target: target.id,
    label: target.label,
    address: address ? `${address.host}:${address.port}` : '',
    ...columns,
    failure_code: failure?.code ?? null,
    failure_data: failure ? JSON.stringify(failure.data) : null,
    failed_at: failure ? clock.now() : null,
  })
}

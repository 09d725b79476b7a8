import type { Operation } from '@mylzip/shared/cloud-api/ssl.ts'
import { timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { OperationRow } from './operations.repository.ts'

/** An operation as those who gave the command see it. */
export function operationView(row: OperationRow): Operation {
  return {
    id: row.id,
    deviceId: row.device_id,
    kind: row.kind,
    by: row.carried_out_by,
    state: row.state,
    progress: row.progress,
    result: row.result,
    failure: row.failure,
    createdAt: toTimestamp(row.created_at),
    deliveredAt: timestampOrNull(row.delivered_at),
    startedAt: timestampOrNull(row.started_at),
    endedAt: timestampOrNull(row.ended_at),
    expiresAt: toTimestamp(row.expires_at),
  }
}

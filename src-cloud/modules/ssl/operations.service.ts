import type { Operation } from '@mylzip/shared/cloud-api/ssl.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { CallContext } from '../../plugins/call-context.ts'
import { numberIn } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { operationView } from '../commands/operation-view.ts'
import { findOperation } from '../commands/operations.repository.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { DeviceAccess } from './device-access.service.ts'

export interface OperationsService {
  /** Refuses with OPERATION_NOT_FOUND alike for one that does not exist and for another team's. */
  find(context: CallContext, operationId: string): Promise<Operation>
  /** The newest first. */
  ofDevice(
    context: CallContext,
    page: { deviceId: string; limit: number; cursor?: string | undefined },
  ): Promise<{ items: Operation[]; next: string | null }>
}

export function createOperations(db: Kysely<CloudTables>, access: TeamAccess, devices: DeviceAccess): OperationsService {
  return {
    async find(context, operationId) {
      const row = await findOperation(db, operationId)
      await access.enter(context, { id: row?.team_id ?? operationId }).catch((error: unknown) => {
        throw isRefusal(error, 'TEAM_NOT_FOUND') ? new Refusal('OPERATION_NOT_FOUND', { operationId }) : error
      })
      if (row === undefined) throw new Refusal('OPERATION_NOT_FOUND', { operationId })
      return operationView(row)
    },
    async ofDevice(context, { deviceId, limit, cursor }) {
      const page = { before: numberIn(cursor) ?? Number.MAX_SAFE_INTEGER, limit: limit + 1 }
      const rows = (await devices.enterForOperations(context, deviceId, page)).device.operations
      const shown = rows.slice(0, limit)
      return { items: shown.map(operationView), next: rows.length > limit ? String(shown.at(-1)?.seq) : null }
    },
  }
}

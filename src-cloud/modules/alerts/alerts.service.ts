import type { Alert } from '@mylzip/shared/cloud-api/alerts.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { momentCursor, momentIn } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { openAlerts } from './alerts.repository.ts'

export interface Alerts {
  /** The newest first. */
  list(teamId: string, page: { limit: number; cursor?: string | undefined }): Promise<{ items: Alert[]; next: string | null }>
}

export function createAlerts(db: Kysely<CloudTables>): Alerts {
  return {
    async list(teamId, { limit, cursor }) {
      const rows = await openAlerts(db, teamId, momentIn(cursor), limit + 1)
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map(({ id, device_id, name, matter, since, raised_at }) => ({
          ...{ id, deviceId: device_id, device: name, matter },
          ...{ since: toTimestamp(since), raisedAt: toTimestamp(raised_at) },
        })),
        next: rows.length > limit && last ? momentCursor(last.raised_at, last.id) : null,
      }
    },
  }
}

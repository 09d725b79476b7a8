import type { Alert } from '@mylzip/shared/cloud-api/alerts.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { openAlerts } from './alerts.repository.ts'

export interface Alerts {
  /** The newest first. */
  list(teamId: string, page: { limit: number; cursor?: string | undefined }): Promise<{ items: Alert[]; next: string | null }>
}

export function createAlerts(db: Kysely<CloudTables>): Alerts {
  return {
    async list(teamId, { limit, cursor }) {
      const rows = await openAlerts(db, teamId, placeOf(cursor), limit + 1)
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map(({ id, device_id, name, matter, since, raised_at }) => ({
          ...{ id, deviceId: device_id, device: name, matter },
          ...{ since: toTimestamp(since), raisedAt: toTimestamp(raised_at) },
        })),
        next: rows.length > limit && last ? `${last.raised_at}.${last.id}` : null,
      }
    },
  }
}

function placeOf(cursor: string | undefined): { at: number; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [, at, id] = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? []
  if (at === undefined || id === undefined) throw new Refusal('INPUT_INVALID', { reason: 'cursor: is not one that was given here' })
  return { at: Number(at), id }
}

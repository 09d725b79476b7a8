import type { TeamDevice } from '@mylzip/shared/cloud-api/team-devices.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { strangeCursor } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { type DeviceRow, deviceOfTeam, devicesOf } from './devices.repository.ts'

export interface TeamDevices {
  /** By name. */
  list(teamId: string, page: { limit: number; cursor?: string | undefined }): Promise<{ items: TeamDevice[]; next: string | null }>
  /** Refuses with DEVICE_NOT_IN_TEAM. */
  find(team: { teamId: string; slug: string }, deviceId: string): Promise<TeamDevice>
}

/** A team's devices as those see them who look after them. */
export function createTeamDevices(db: Kysely<CloudTables>): TeamDevices {
  return {
    async list(teamId, { limit, cursor = '' }) {
      if (!/^[a-z0-9.-]{0,255}$/.test(cursor)) throw strangeCursor()
      const rows = await devicesOf(db, teamId, cursor, limit + 1)
      const shown = rows.slice(0, limit)
      return { items: shown.map(viewOf), next: rows.length > limit ? (shown.at(-1)?.name_key ?? null) : null }
    },
    async find({ teamId, slug }, deviceId) {
      const row = await deviceOfTeam(db, teamId, deviceId)
      if (row === undefined) throw new Refusal('DEVICE_NOT_IN_TEAM', { device: deviceId, team: slug })
      return viewOf(row)
    },
  }
}

function viewOf({ id, name, label, blocked_at, created_at, last_seen_at, key_since, clone_seen_at }: DeviceRow): TeamDevice {
  return {
    ...{ deviceId: id, name, label, state: blocked_at === null ? 'enrolled' : 'blocked' },
    ...{ enrolledAt: toTimestamp(created_at), lastSeenAt: timestampOrNull(last_seen_at) },
    ...{ keySince: toTimestamp(key_since ?? created_at), copySeenAt: timestampOrNull(clone_seen_at) },
  }
}

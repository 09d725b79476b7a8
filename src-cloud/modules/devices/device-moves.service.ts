import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { isUniqueViolation } from '../../plugins/database/is-unique-violation.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storableJson } from '../../plugins/database/storable.ts'
import { recordOperationEnd } from '../commands/operation-end.service.ts'
import { updateOperation } from '../commands/operations.repository.ts'
import { giveUpMoreNames } from '../dns/more-names.repository.ts'
import { nameKey, zoneOfName } from '../dns/names.policy.ts'
import type { Publishing } from '../dns/places/publishing.service.ts'
import { openOperationsOf } from '../ssl/ssl-devices.repository.ts'
import type { NewTeamEntry, TeamAudit } from '../team-audit/team-audit.service.ts'
import type { TeamCaller } from '../teams/team-access.service.ts'
import type { DeviceNames } from './device-names.ts'
import { type DevicePlaces, refuseWhileRevoked } from './device-places.ts'
import {
  type DeviceRow,
  findByKey,
  isFormerName,
  keepFormerName,
  lockDeviceOf,
  markReleased,
  teamOfDevice,
  updateDevice,
} from './devices.repository.ts'
import { withdrawTokensFor } from './enrolment-tokens.repository.ts'

type Actor = NewTeamEntry['actor']

export interface DeviceMoves {
  /** Refuses with DEVICE_NOT_IN_TEAM or DEVICE_BEING_REVOKED. */
  release(by: { teamId: string; slug: string; actor: Actor }, deviceId: string): Promise<{ deviceId: string; name: string }>
  /** By whoever runs the cloud, whatever team it belongs to. */
  releaseAsOperator(deviceId: string): Promise<void>
  /** Refuses with DEVICE_NOT_IN_TEAM, DEVICE_BLOCKED, DEVICE_KEY_TAKEN, LABEL_TAKEN or LABEL_UNUSABLE. */
  transfer(from: TeamCaller, to: TeamCaller, deviceId: string, label: string | undefined): Promise<void>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  audit: TeamAudit
  names: DeviceNames
  places: DevicePlaces
  publishing: Publishing
  zones: readonly [string, ...string[]]
}

/** Devices that leave a team: for good, or for another one. */
export function createDeviceMoves({ db, clock, audit, names, places, publishing, zones }: Needs): DeviceMoves {
  /**
   * What the team still wanted of it, it will not do, and nothing that it was told of it is its business any more. The rows of
   * both are held before a team's log is: so does everybody else who ends them, and nobody waits for each other.
   */
  async function endMatters(trx: Transaction<CloudTables>, row: DeviceRow, logs: readonly string[]): Promise<void> {
    const failure = { code: 'DEVICE_LEFT_TEAM', sentence: new Refusal('DEVICE_LEFT_TEAM').message }
    const operations = await openOperationsOf(trx, row.id)
    const tellOfAlerts = await places.endAlerts(trx, row)
    await audit.hold(trx, logs)
    for (const operation of operations) {
      await updateOperation(trx, operation.id, { state: 'failed', ended_at: clock.now(), failure: storableJson(failure) })
      await recordOperationEnd(audit, trx, operation, { state: 'failed', failure }, { kind: 'cloud', id: null })
    }
    await tellOfAlerts()
  }

  async function release({ teamId, slug, actor }: { teamId: string; slug: string; actor: Actor }, deviceId: string) {
    const { name, published } = await db.transaction().execute(async (trx) => {
      const row = await lockDeviceOf(trx, teamId, deviceId)
      if (row === undefined || row.released_at !== null) throw new Refusal('DEVICE_NOT_IN_TEAM', { device: deviceId, team: slug })
      await refuseWhileRevoked(trx, deviceId)
      await endMatters(trx, row, [teamId])
      const published = await places.empty(trx, deviceId)
      await giveUpMoreNames(trx, row, clock.now())
      await markReleased(trx, deviceId, clock.now())
      await audit.record(trx, { teamId, action: 'device.released', actor, facts: { deviceId, name: row.name } })
      return { name: row.name, published }
    })
    await publishing.show(published)
    return { deviceId, name }
  }

  async function giveTo(trx: Transaction<CloudTables>, to: TeamCaller, row: DeviceRow, wanted: string | undefined): Promise<string> {
    const zone = row.zone ?? zoneOfName(row.name, zones)
    const label = names.wishOf({ label: wanted ?? row.label }).label ?? row.label
    const name = `${label}.${to.slug}.${zone}`
    if (await findByKey(trx, to.teamId, row.public_key)) throw new Refusal('DEVICE_KEY_TAKEN')
    await names.claim(trx, { id: to.teamId, slug: to.slug }, label)
    const taken = (cause?: unknown) => new Refusal('LABEL_TAKEN', { label }, { cause })
    await giveUpMoreNames(trx, row, clock.now())
    await keepFormerName(trx, { name_key: row.name_key, team_id: row.team_id, device_id: row.id, left_at: clock.now() })
    await updateDevice(trx, row.id, { team_id: to.teamId, label, name, name_key: nameKey(name), zone }).catch((error: unknown) => {
      throw isUniqueViolation(error) ? taken(error) : error
    })
    if (await isFormerName(trx, nameKey(name))) throw taken()
    return name
  }

  return {
    release,
    async releaseAsOperator(deviceId) {
      const team = await teamOfDevice(db, deviceId)
      if (team === undefined) throw new Refusal('DEVICE_NOT_FOUND', { deviceId })
      await release({ teamId: team.id, slug: team.slug, actor: { kind: 'operator', id: null } }, deviceId)
    },
    async transfer(from, to, deviceId, label) {
      if (from.teamId === to.teamId) throw new Refusal('INPUT_INVALID', { reason: 'to: the device is in this team already' })
      const published = await db.transaction().execute(async (trx) => {
        // Before the device: whoever uses one holds the token first.
        await withdrawTokensFor(trx, deviceId, clock.now())
        const row = await lockDeviceOf(trx, from.teamId, deviceId)
        if (row === undefined || row.released_at !== null) throw new Refusal('DEVICE_NOT_IN_TEAM', { device: deviceId, team: from.slug })
        if (row.blocked_at !== null) throw new Refusal('DEVICE_BLOCKED')
        // Both logs at once, in one order: two transfers across each other do not wait for each other.
        await endMatters(trx, row, [from.teamId, to.teamId])
        const published = await places.leave(trx, deviceId)
        const name = await giveTo(trx, to, row, label)
        const { actor } = from
        const away = { deviceId, name: row.name, team: to.slug }
        await audit.record(trx, { teamId: from.teamId, action: 'device.transferred-away', actor, facts: away })
        await audit.record(trx, { teamId: to.teamId, action: 'device.transferred-here', actor, facts: { deviceId, name, team: from.slug } })
        return published
      })
      await publishing.show(published)
    },
  }
}

import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { isUniqueViolation } from '../../plugins/database/is-unique-violation.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { endAlertsOf } from '../alerts/alerts.repository.ts'
import { removeDeviceState } from '../device-state/device-state.repository.ts'
import { removeDelegationsOf } from '../dns/delegations.repository.ts'
import { publishedKeysOf, removeRecordsOf } from '../dns/dns.repository.ts'
import { removeAccountsOf } from '../dns/ordering-accounts.repository.ts'
import type { Publishing } from '../dns/places/publishing.service.ts'
import { openOperationsOf } from '../ssl/ssl-devices.repository.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import { setHeadsAside } from './audit-heads.repository.ts'
import type { Newcomer } from './device-names.ts'
import { type DeviceRow, findByKey, updateDevice } from './devices.repository.ts'
import { keepFormerKey, removeInstancesOf } from './places.repository.ts'

interface Needs {
  clock: Clock
  audit: Pick<TeamAudit, 'record'>
  publishing: Pick<Publishing, 'changed'>
}

/** A device's place: its name, its id and what belongs to it. One machine has it at a time. */
export function createDevicePlaces({ clock, audit, publishing }: Needs) {
  /**
   * What its machine published and may order with goes at once. Answers where that was, for `publishing.show` after the
   * commit. Delegations are promises to the customer’s own DNS: they stay with the place
   * when another machine takes it.
   */
  async function clear(trx: Transaction<CloudTables>, deviceId: string): Promise<string[]> {
    const published = await publishedKeysOf(trx, deviceId)
    await removeRecordsOf(trx, deviceId)
    await removeAccountsOf(trx, deviceId)
    await removeDeviceState(trx, deviceId)
    await publishing.changed(trx, published, clock.now())
    return published
  }

  /** Their rows are held from here on; the team's log says so when the answer is called, after all other rows are held. */
  async function endAlerts(trx: Transaction<CloudTables>, { id, team_id }: DeviceRow): Promise<() => Promise<void>> {
    const ended = await endAlertsOf(trx, id, clock.now())
    return async () => {
      for (const { matter } of ended)
        await audit.record(trx, {
          teamId: team_id,
          action: 'alert.ended',
          actor: { kind: 'cloud', id: null },
          facts: { deviceId: id, matter },
        })
    }
  }

  /** As `clear`, where the team of before has it no more: what its customers' names lead to is no other team's. */
  async function leave(trx: Transaction<CloudTables>, deviceId: string): Promise<string[]> {
    const published = await clear(trx, deviceId)
    await removeDelegationsOf(trx, deviceId)
    return published
  }

  return {
    endAlerts,
    leave,
    async empty(trx: Transaction<CloudTables>, deviceId: string): Promise<string[]> {
      const published = await leave(trx, deviceId)
      await removeInstancesOf(trx, deviceId)
      return published
    },
    /**
     * Another machine takes the place, with its commands, delegations and seat in the licence; the key of before is worth
     * nothing from then on, and neither is an access token of it. A name that was released lives again. Refuses with
     * DEVICE_KEY_TAKEN or DEVICE_BEING_REVOKED.
     */
    async take(trx: Transaction<CloudTables>, row: DeviceRow, { publicKey, machine }: Pick<Newcomer, 'publicKey' | 'machine'>) {
      const { id, name, enrolment } = row
      await refuseWhileRevoked(trx, id)
      const known = await findByKey(trx, row.team_id, publicKey)
      if (known) throw new Refusal('DEVICE_KEY_TAKEN')
      const now = clock.now()
      const published = await clear(trx, id)
      await setHeadsAside(trx, id, enrolment)
      await removeInstancesOf(trx, id)
      await keepFormerKey(trx, id, row.public_key, now)
      await updateDevice(trx, id, {
        ...{ public_key: publicKey, next_public_key: null, key_since: now, machine: machine ?? null, enrolment: enrolment + 1 },
        ...{ released_at: null, blocked_at: null, clone_seen_at: null, last_seen_at: now },
      }).catch((error: unknown) => {
        throw isUniqueViolation(error) ? new Refusal('DEVICE_KEY_TAKEN', {}, { cause: error }) : error
      })
      // What was told of the machine before says nothing of this one: whatever befalls it is told anew.
      await (await endAlerts(trx, row))()
      return { id, name, published }
    },
  }
}

export type DevicePlaces = ReturnType<typeof createDevicePlaces>

/** The cloud needs the name for it, and the device must not come to life meanwhile. */
export async function refuseWhileRevoked(trx: Transaction<CloudTables>, deviceId: string): Promise<void> {
  const open = await openOperationsOf(trx, deviceId)
  if (open.some(({ carried_out_by }) => carried_out_by === 'cloud')) throw new Refusal('DEVICE_BEING_REVOKED')
}

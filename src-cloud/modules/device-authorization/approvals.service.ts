import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { DeviceNames } from '../devices/device-names.ts'
import type { DevicePlaces } from '../devices/device-places.ts'
import { findByKey, lockDeviceNamed } from '../devices/devices.repository.ts'
import { refuseBlocked } from '../devices/enrolment.policy.ts'
import type { Publishing } from '../dns/places/publishing.service.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { TeamCaller } from '../teams/team-access.service.ts'
import { userCodeTries } from '../tries/allowances.policy.ts'
import type { Tries } from '../tries/tries.service.ts'
import { type DeviceCodeRow, findWaiting, lockWaiting, updateCode } from './device-codes.repository.ts'
import { codeLifetime } from './polling.policy.ts'
import { shownUserCode, typedUserCode } from './user-code.policy.ts'

/** What asks to be let in. */
export interface WaitingDevice {
  userCode: string
  computerName: string
  address: string
  askedAt: Instant
  label: string | null
  zone: string | null
}

export interface Approval {
  userCode: string
  team: TeamCaller
  /** Whose place the device takes: a name of the team's, or one's first label. Undefined: it is new. */
  replaces?: string | undefined
}

export interface Approvals {
  /** `text` as it was typed in. Guesses are counted. Refuses with USER_CODE_UNKNOWN, ENROLMENT_DECIDED or TOO_MANY_TRIES. */
  find(by: { personId: string; address: string }, text: string): Promise<WaitingDevice>
  /** Refuses with USER_CODE_UNKNOWN, ENROLMENT_DECIDED, LABEL_*, DEVICE_NOT_IN_TEAM, DEVICE_KEY_TAKEN or DEVICE_BEING_REVOKED. */
  approve(approval: Approval): Promise<{ name: string }>
  /** Refuses with USER_CODE_UNKNOWN or ENROLMENT_DECIDED. */
  deny(userCode: string): Promise<void>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  audit: TeamAudit
  tries: Tries
  names: DeviceNames
  places: DevicePlaces
  publishing: Pick<Publishing, 'show'>
}

/** The person's side of RFC 8628: who looks at what asks, and decides. */
export function createApprovals({ db, clock, audit, tries, names, places, publishing }: Needs): Approvals {
  function undecided(row: DeviceCodeRow | undefined): DeviceCodeRow {
    if (row === undefined) throw new Refusal('USER_CODE_UNKNOWN')
    if (row.state !== 'pending') throw new Refusal('ENROLMENT_DECIDED')
    return row
  }

  const held = async (trx: Transaction<CloudTables>, userCode: string) =>
    undecided(await lockWaiting(trx, typedUserCode(userCode) ?? '', clock.now()))

  async function letIn(trx: Transaction<CloudTables>, row: DeviceCodeRow, { team, replaces }: Approval) {
    const { teamId, actor } = team
    const newcomer = {
      publicKey: row.public_key,
      machine: row.machine ?? undefined,
      label: row.label ?? undefined,
      zone: row.zone ?? undefined,
    }
    const known = await findByKey(trx, teamId, newcomer.publicKey)
    if (known) return { ...refuseBlocked(known), published: [] }
    if (replaces === undefined) {
      const added = await names.add(trx, { id: teamId, slug: team.slug }, newcomer, null)
      await audit.record(trx, { teamId, actor, action: 'device.approved', facts: { deviceId: added.id, name: added.name } })
      return { ...added, published: [] }
    }
    const place = await placeNamed(trx, team, replaces)
    const taken = await places.take(trx, place, newcomer)
    await audit.record(trx, { teamId, actor, action: 'device.replaced', facts: { deviceId: taken.id, name: taken.name } })
    return taken
  }

  return {
    async find({ personId, address }, text) {
      const allowances = userCodeTries(personId, address)
      await tries.count(allowances)
      const row = undecided(await findWaiting(db, typedUserCode(text) ?? '', clock.now()))
      // Whoever guesses could let a device of their own ask, and find that one from time to time.
      await tries.giveBack(allowances)
      const { user_code, computer_name, created_at, label, zone } = row
      const what = { computerName: computer_name, address: row.address, askedAt: created_at, label, zone }
      return { userCode: shownUserCode(user_code), ...what }
    },
    async approve(approval) {
      const { name, published } = await db.transaction().execute(async (trx) => {
        const row = await held(trx, approval.userCode)
        const { id, name, published } = await letIn(trx, row, approval)
        await updateCode(trx, row.id, { state: 'approved', device_id: id, expires_at: clock.now() + codeLifetime })
        return { name, published }
      })
      await publishing.show(published)
      return { name }
    },
    deny: (userCode) =>
      db.transaction().execute(async (trx) => {
        await updateCode(trx, (await held(trx, userCode)).id, { state: 'denied' })
      }),
  }
}

async function placeNamed(trx: Transaction<CloudTables>, { teamId, slug }: TeamCaller, name: string) {
  const row = await lockDeviceNamed(trx, teamId, name)
  if (row === undefined) throw new Refusal('DEVICE_NOT_IN_TEAM', { device: name.slice(0, 253), team: slug })
  return row
}

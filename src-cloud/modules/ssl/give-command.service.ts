import { createHash } from 'node:crypto'
import type { CommandOrder } from '@mylzip/shared/cloud-api/commands.ts'
import type { Operation } from '@mylzip/shared/cloud-api/ssl.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storableJson } from '../../plugins/database/storable.ts'
import type { Random } from '../../plugins/random.port.ts'
import { commandLifetime } from '../commands/command-lifetime.ts'
import { recordOperationEnd } from '../commands/operation-end.service.ts'
import { operationView } from '../commands/operation-view.ts'
import { findOperation, insertOperation, lockCommandsOf, updateOperation } from '../commands/operations.repository.ts'
import { forgetRefusals } from '../device-state/device-state.repository.ts'
import { publishedKeysOf } from '../dns/dns.repository.ts'
import type { Publishing } from '../dns/places/publishing.service.ts'
import type { NewTeamEntry, TeamAudit } from '../team-audit/team-audit.service.ts'
import type { TeamCaller } from '../teams/team-access.service.ts'
import { changeKeysOperation, takeKey } from './idempotency.repository.ts'
import { blockDevice, type KnownDevice, openOperationsOf } from './ssl-devices.repository.ts'

const keyLifetime = day
/** A device carries them out one after the other: more are an error of whoever gives them. */
export const mostOpen = 20

export interface NewCommand {
  device: KnownDevice
  caller: TeamCaller
  order: CommandOrder
  /** What the team's log says of it. */
  entry: Pick<NewTeamEntry, 'action' | 'facts'>
  /** The device is lost: the cloud carries it out, and the device's key is accepted no more. */
  lost?: boolean
  idempotencyKey: string | undefined
}

/**
 * Gives a command and answers at once with its operation. With an Idempotency-Key the same request is carried out once:
 * repeated, it answers with the operation as it is by then. Refuses with IDEMPOTENCY_KEY_REUSED, OPERATIONS_TOO_MANY,
 * DEVICE_NOT_FOUND for a device that has left the team meanwhile or, for one that was reported as lost, DEVICE_BLOCKED.
 */
export type GiveCommand = (command: NewCommand) => Promise<Operation>

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
  publishing: Pick<Publishing, 'changed'>
}

export function createGiveCommand({ db, clock, random, audit, publishing }: Needs): GiveCommand {
  /** Rows are locked in this order by everybody: the device's, the key's, the team's. */
  return (command) =>
    db.transaction().execute(async (trx) => {
      const { device, caller, order, entry, lost = false } = command
      const found = await lockCommandsOf(trx, device)
      if (found === undefined) throw new Refusal('DEVICE_NOT_FOUND', { deviceId: device.id })
      const { nextSeq, open, isBlocked } = found
      const id = random.uuid()
      const earlier = await earlierWithKey(trx, command, id)
      if (earlier !== undefined) return viewOf(trx, earlier)
      const underWay = lost ? await revocationUnderWay(trx, device.id) : undefined
      if (underWay !== undefined) {
        await pointKeyAt(trx, command, underWay)
        return viewOf(trx, underWay)
      }
      if (lost) await block(trx, command)
      else if (isBlocked) throw new Refusal('DEVICE_BLOCKED')
      else if (open >= mostOpen) throw new Refusal('OPERATIONS_TOO_MANY', { most: mostOpen })
      const now = clock.now()
      const whose = {
        id,
        team_id: device.teamId,
        device_id: device.id,
        seq: nextSeq,
        actor_kind: caller.actor.kind,
        actor_id: caller.actor.id,
      }
      const what = { carried_out_by: lost ? ('cloud' as const) : ('device' as const), kind: order.kind, command: storableJson(order) }
      const dates = { created_at: now, expires_at: now + commandLifetime, not_before: now }
      const operation = await insertOperation(trx, { ...whose, ...what, ...dates, state: 'queued' })
      // Last: the team's row is held from here on, and all that the team does waits for it.
      await audit.record(trx, {
        teamId: device.teamId,
        actor: caller.actor,
        action: entry.action,
        facts: { ...entry.facts, operationId: id },
      })
      return operationView(operation)
    })

  async function earlierWithKey(trx: Transaction<CloudTables>, { caller, device, order, lost, idempotencyKey }: NewCommand, id: string) {
    if (idempotencyKey === undefined) return undefined
    if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey))
      throw new Refusal('INPUT_INVALID', { reason: 'Idempotency-Key: must be 1 to 255 printable characters' })
    const request = createHash('sha256')
      .update(JSON.stringify([device.id, order, lost === true]))
      .digest('hex')
    const whose = { team_id: device.teamId, actor_id: caller.actor.id, key: idempotencyKey, request_hash: request }
    const known = await takeKey(trx, { ...whose, operation_id: id, expires_at: clock.now() + keyLifetime }, clock.now())
    if (known !== undefined && known.requestHash !== request) throw new Refusal('IDEMPOTENCY_KEY_REUSED')
    return known?.operationId
  }

  /** Repeated, it answers with the operation that was answered with. */
  async function pointKeyAt(trx: Transaction<CloudTables>, { caller, device, idempotencyKey }: NewCommand, operationId: string) {
    if (idempotencyKey === undefined) return
    await changeKeysOperation(trx, { team_id: device.teamId, actor_id: caller.actor.id, key: idempotencyKey }, operationId)
  }

  /** Asked for once more, a lost device is not revoked twice: authorities limit what one account asks. */
  async function revocationUnderWay(trx: Transaction<CloudTables>, deviceId: string): Promise<string | undefined> {
    return (await openOperationsOf(trx, deviceId)).find(({ carried_out_by }) => carried_out_by === 'cloud')?.id
  }

  /** What it was still to do, it will not do. */
  async function block(trx: Transaction<CloudTables>, { device }: NewCommand) {
    const failure = { code: 'DEVICE_BLOCKED', sentence: new Refusal('DEVICE_BLOCKED').message }
    for (const operation of await openOperationsOf(trx, device.id)) {
      if (operation.carried_out_by === 'cloud') continue
      await updateOperation(trx, operation.id, { state: 'failed', ended_at: clock.now(), failure: storableJson(failure) })
      await recordOperationEnd(audit, trx, operation, { state: 'failed', failure }, { kind: 'cloud', id: null })
    }
    await publishing.changed(trx, await publishedKeysOf(trx, device.id), clock.now())
    await blockDevice(trx, device.id, clock.now())
    await forgetRefusals(trx, device.id)
  }
}

async function viewOf(trx: Transaction<CloudTables>, id: string): Promise<Operation> {
  const row = await findOperation(trx, id)
  if (row === undefined) throw new Refusal('OPERATION_NOT_FOUND', { operationId: id })
  return operationView(row)
}

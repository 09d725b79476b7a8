import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { isUniqueViolation } from '../../plugins/database/is-unique-violation.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { UsedAssertionTable } from '../../plugins/database/tables/devices.ts'
import { createInTurn } from '../../plugins/in-turn.ts'
import type { RaiseAlert } from '../alerts/raise-alert.ts'
import { useOnce } from '../auth/auth.repository.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import { exchangeTries, tellOfMoveTries } from '../tries/allowances.policy.ts'
import { countTry } from '../tries/tries.repository.ts'
import type { Tries } from '../tries/tries.service.ts'
import { type Arrival, judgeInstances, judgeMachine } from './clones.policy.ts'
import { updateDevice } from './devices.repository.ts'
import { instancesOf, keepFormerKey, keepNewestInstances, lockForArrival, putInstance } from './places.repository.ts'

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  audit: TeamAudit
  tries: Pick<Tries, 'limit'>
  raiseAlert: RaiseAlert
}

export interface Arrived {
  deviceId: string
  /** `x` of the key that signed. */
  signedBy: string
  used: UsedAssertionTable
  arrival: Arrival
}

type Row = NonNullable<Awaited<ReturnType<typeof lockForArrival>>>

const byItself = (id: string) => ({ kind: 'device', id }) as const
const keyOfAnother = 'its new key has become another device’s of the team'
/** A copy that goes on asking is told of once a day. */
const toldAgainAfter = day

/** Devices that prove who they are: each assertion once, the newest key from its first use on, and no copy of a device. */
export function createArrivals({ db, clock, audit, tries, raiseAlert }: Needs) {
  const inTurn = createInTurn()

  /** Whether it may come in. What it shows of a copy is kept, so it is refused only after the commit. */
  async function judge(
    trx: Transaction<CloudTables>,
    row: Row,
    { deviceId, arrival }: Arrived,
  ): Promise<{ welcome: boolean; moved: boolean }> {
    const machine = judgeMachine(row, arrival)
    if (machine === 'copy') return { welcome: false, moved: false }
    if (arrival.instance !== undefined) {
      const { instance, at } = arrival
      const known = await instancesOf(trx, deviceId)
      const verdict = judgeInstances(known, { instance, at })
      await putInstance(trx, deviceId, verdict.instance)
      if (!known.some((one) => one.instance === instance)) await keepNewestInstances(trx, deviceId)
      if (verdict.takesTurns) await tellOfCopy(trx, deviceId, row, 'device.copy-seen')
    }
    return { welcome: true, moved: machine === 'moved' }
  }

  async function tellOfCopy(
    trx: Transaction<CloudTables>,
    deviceId: string,
    row: Row,
    action: 'device.copy-refused' | 'device.copy-seen',
  ): Promise<void> {
    const now = clock.now()
    const wasTold = row.clone_seen_at !== null && row.clone_seen_at > now - toldAgainAfter
    await updateDevice(trx, deviceId, { clone_seen_at: now })
    if (wasTold) return
    const { team_id: teamId, name } = row
    await audit.record(trx, { teamId, action, actor: { kind: 'cloud', id: null }, facts: { deviceId } })
    await raiseAlert(trx, { id: deviceId, team_id: teamId, name, matter: 'cloned', since: now }, now)
  }

  async function letIn(trx: Transaction<CloudTables>, row: Row, { deviceId, signedBy, arrival }: Arrived, moved: boolean): Promise<void> {
    const now = clock.now()
    const facts = { deviceId }
    const isNewKey = signedBy === row.next_public_key
    await updateDevice(trx, deviceId, {
      last_seen_at: now,
      ...(arrival.machine !== undefined && { machine: arrival.machine }),
      ...(isNewKey && { public_key: signedBy, next_public_key: null, key_since: now }),
    }).catch((error: unknown) => {
      throw isUniqueViolation(error) ? new Refusal('ASSERTION_INVALID', { reason: keyOfAnother }, { cause: error }) : error
    })
    if (isNewKey) {
      await keepFormerKey(trx, deviceId, row.public_key, now)
      await audit.record(trx, { teamId: row.team_id, action: 'device.key-changed', actor: byItself(deviceId), facts })
    }
    const toBeTold = tellOfMoveTries(deviceId)
    if (moved && (await countTry(trx, toBeTold.key, toBeTold, now)) === undefined)
      await audit.record(trx, { teamId: row.team_id, action: 'device.moved', actor: byItself(deviceId), facts })
  }

  const decide = (arrived: Arrived) =>
    db.transaction().execute(async (trx) => {
      const { deviceId, signedBy, used } = arrived
      const row = await lockForArrival(trx, deviceId)
      const isKey = row !== undefined && [row.public_key, row.next_public_key].includes(signedBy)
      if (!isKey || !(await useOnce(trx, used))) return undefined
      const { welcome, moved } = await judge(trx, row, arrived)
      if (welcome) await letIn(trx, row, arrived, moved)
      else await tellOfCopy(trx, deviceId, row, 'device.copy-refused')
      return { welcome, name: row.name }
    })

  return {
    /**
     * Refuses with DEVICE_CLONED, RATE_LIMITED or, when the key has become another device's since it was announced,
     * ASSERTION_INVALID; for an assertion that was used before or a key that is the device's no more, answers false.
     */
    async arrive(arrived: Arrived): Promise<boolean> {
      // Its row makes them wait for each other anyway: here, where that costs no connection to the database.
      const outcome = await inTurn(arrived.deviceId, async () => {
        await tries.limit(exchangeTries(arrived.deviceId))
        return decide(arrived)
      })
      if (outcome?.welcome === false) throw new Refusal('DEVICE_CLONED', { name: outcome.name })
      return outcome !== undefined
    },
  }
}

export type Arrivals = ReturnType<typeof createArrivals>

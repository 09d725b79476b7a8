import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { createInTurn } from '../../plugins/in-turn.ts'
import { hashOfSecret } from '../../plugins/secrets.ts'
import type { Publishing } from '../dns/places/publishing.service.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { DeviceNames, Newcomer } from './device-names.ts'
import type { DevicePlaces } from './device-places.ts'
import { findByKey, lockDeviceOf } from './devices.repository.ts'
import { isMeantFor, refuseBlocked, tokenRefusal } from './enrolment.policy.ts'
import { countUse, lockToken } from './enrolment-tokens.repository.ts'

export interface EnrolmentNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  audit: TeamAudit
  names: DeviceNames
  places: DevicePlaces
  publishing: Pick<Publishing, 'show'>
  /** What a device's assertions must name. */
  audience: string
}

export interface Enrolment extends Omit<Newcomer, 'publicKey'> {
  token: string
  publicKey: { x: string }
}

type Token = NonNullable<Awaited<ReturnType<typeof lockToken>>>

/**
 * Makes a device of whoever holds the token. The same key again gives the same device and counts no use, even after
 * the token's end: an answer that was lost on the way must not cost a second device. A withdrawn token gives nothing.
 */
export function createEnrolment({ db, clock, audit, names, places, publishing, audience }: EnrolmentNeeds) {
  const inTurn = createInTurn()

  return async ({ token: secret, publicKey, ...wish }: Enrolment): Promise<EnrolledDevice> => {
    const newcomer = { ...wish, publicKey: publicKey.x }
    const hash = hashOfSecret(secret)
    // A fleet that comes with one token waits for its row: here, where that costs no connection to the database.
    const { published, ...enrolled } = await inTurn(hash, () => db.transaction().execute((trx) => letIn(trx, hash, newcomer)))
    await publishing.show(published)
    return enrolled
  }

  async function letIn(trx: Transaction<CloudTables>, hash: string, newcomer: Newcomer): Promise<EnrolledDevice & { published: string[] }> {
    const token = await lockToken(trx, hash)
    if (token === undefined || token.revoked_at !== null) throw new Refusal('ENROLMENT_TOKEN_INVALID')
    const team = { slug: token.slug, name: token.team_name }
    const known = await findByKey(trx, token.team_id, newcomer.publicKey)
    if (known) return { deviceId: refuseBlocked(known).id, name: known.name, team, audience, published: [] }

    const refusal = tokenRefusal(token, clock.now())
    if (refusal) throw refusal
    const { id, name, published } = await (token.replaces_device_id === null ? add(trx, token, newcomer) : replace(trx, token, newcomer))
    return { deviceId: id, name, team, audience, published }
  }

  async function add(trx: Transaction<CloudTables>, token: Token, newcomer: Newcomer) {
    const { id, name, isNew } = await names.add(trx, { id: token.team_id, slug: token.slug }, newcomer, token.id)
    if (isNew) {
      await countUse(trx, token.id)
      const facts = { deviceId: id, name, tokenId: token.id }
      await audit.record(trx, { teamId: token.team_id, action: 'device.enrolled', actor: { kind: 'device', id }, facts })
    }
    return { id, name, published: [] }
  }

  /** A token for one device's place: what the machine wants to be called does not matter. */
  async function replace(trx: Transaction<CloudTables>, token: Token, newcomer: Newcomer) {
    const row = await lockDeviceOf(trx, token.team_id, token.replaces_device_id ?? '')
    // Without a row it went to another team meanwhile.
    if (row === undefined || !isMeantFor(token, row)) throw new Refusal('ENROLMENT_TOKEN_INVALID')
    const taken = await places.take(trx, row, newcomer)
    await countUse(trx, token.id)
    const facts = { deviceId: taken.id, name: taken.name, tokenId: token.id }
    await audit.record(trx, { teamId: token.team_id, action: 'device.replaced', actor: { kind: 'device', id: taken.id }, facts })
    return taken
  }
}

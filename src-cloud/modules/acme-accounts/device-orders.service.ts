import type { AcmeRequest } from '@mylzip/shared/cloud-api/acme-accounts.ts'
import { orderFeatures } from '@mylzip/shared/domain/order-features.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, hour } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import type { AcmeAnswer } from '../acme/acme-http.adapter.ts'
import type { AcmeSession } from '../acme/acme-session.adapter.ts'
import { lockDevice } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import { ownNamesOf } from '../dns/more-names.repository.ts'
import type { Entitlements } from '../licences/entitlements.service.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import { orderStatus, type ToldUrl, toldUrls } from './acme-answers.policy.ts'
import { isAtAuthority } from './authority-addresses.policy.ts'
import type { OrderPlaces } from './order-places.service.ts'
import type { OrderableNames } from './orderable-names.service.ts'
import { bindUrls, findOrderOfCertificate, findUnfinished, hasIssued, putOrder } from './orders.repository.ts'
import type { UsableAccount } from './team-accounts.service.ts'

type WantedOrder = Extract<AcmeRequest, { kind: 'order' }>

export interface Speaking {
  device: EnrolledCaller
  account: UsableAccount
  session: AcmeSession
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
  names: OrderableNames
  entitlements: Pick<Entitlements, 'requireForDevice'>
  places: OrderPlaces
}

/** An answer that was lost is asked for again within this time; whatever lies longer is another wish. */
const unfinishedFor = hour
/** An order that nothing came of; with a certificate, it is kept until that has ended. */
export const orderKept = 14 * day

/** newOrder in a device's name: what it may order, and whose the order is from then on. */
export function createDeviceOrders({ db, clock, random, audit, names, entitlements, places }: Needs) {
  /** The same order once more where its answer may have been lost, so that no second one lies beside it. */
  async function unfinished(speaking: Speaking, order: { name_set: string; profile: string | null }): Promise<AcmeAnswer | undefined> {
    const known = await findUnfinished(db, whose(speaking), order, clock.now() - unfinishedFor)
    if (known === undefined) return undefined
    const answer = await speaking.session.post(known.url, undefined)
    const status = answer.status === 200 ? orderStatus(answer.body) : undefined
    return status === 'pending' || status === 'ready' ? { ...answer, status: 201, location: known.url } : undefined
  }

  async function record(speaking: Speaking, url: string, told: readonly ToldUrl[], order: { names: string[]; profile: string | null }) {
    const { account, device } = speaking
    const now = clock.now()
    const { id: accountId, directory_url: directory, team_id: teamId } = account
    const fresh = { id: random.uuid(), account_id: accountId, device_id: device.id, url, created_at: now, kept_until: now + orderKept }
    const what = { names: JSON.stringify(order.names), name_set: nameSet(order.names), profile: order.profile }
    await db.transaction().execute(async (trx) => {
      await lockDevice(trx, device)
      const { id: order_id } = await putOrder(trx, { ...fresh, ...what })
      await bindUrls(trx, { account_id: accountId, order_id }, [{ url, kind: 'order' }, ...told])
      const facts = { deviceId: device.id, domain: order.names[0] ?? '', names: order.names.length, directory }
      await audit.record(trx, { teamId, actor: { kind: 'device', id: device.id }, action: 'acme-account.ordered', facts })
    })
  }

  async function placed(speaking: Speaking, ordered: string[], profile: string | null, replaces: string | undefined): Promise<AcmeAnswer> {
    const { session } = speaking
    const giveBack = await places.take(speaking)
    const identifiers = ordered.map((value) => ({ type: 'dns', value }))
    const payload = { identifiers, ...(profile !== null && { profile }), ...(replaces !== undefined && { replaces }) }
    // Without an answer there may be an order all the same: then its place stays taken.
    const answer = await session.post(session.directory.newOrder, payload)
    if (answer.status !== 201) await giveBack()
    const url = URL.parse(answer.location ?? '', session.directory.newOrder)?.href
    if (answer.status !== 201 || url === undefined || !isOfAuthority(session)(url)) return answer
    const told = toldUrls('order', answer).filter((one) => isOfAuthority(session)(one.url))
    await record(speaking, url, told, { names: ordered, profile })
    return { ...answer, location: url }
  }

  return async (speaking: Speaking, { names: asked, replaces, ...wanted }: WantedOrder): Promise<AcmeAnswer> => {
    const { account, device } = speaking
    const profile = wanted.profile ?? null
    const ordered = await names.read(device, asked)
    if (replaces !== undefined) {
      const replaced = await findOrderOfCertificate(db, device.id, { ari_id: replaces })
      if (replaced?.account_id !== account.id) throw new Refusal('CERTIFICATE_NOT_YOURS')
    }
    const order = { name_set: nameSet(ordered), profile }
    return places.alone(speaking, order, async () => {
      const lost = await unfinished(speaking, order)
      if (lost) return lost
      // What is there already is renewed, whatever became of the licence.
      if (!(await hasIssued(db, whose(speaking), order.name_set)))
        await entitlements.requireForDevice(device, orderFeatures({ names: ordered, profile }, await ownNamesOf(db, device)))
      return placed(speaking, ordered, profile, replaces)
    })
  }
}

export function isOfAuthority({ directory }: AcmeSession): (url: string) => boolean {
  const endpoints = [directory.newOrder, directory.newAccount]
  const own = new Set([...endpoints, directory.newNonce, directory.revokeCert])
  return (url) => isAtAuthority(url, endpoints) && !own.has(url)
}

export function whose({ account, device }: Speaking): { account_id: string; device_id: string } {
  return { account_id: account.id, device_id: device.id }
}

function nameSet(names: readonly string[]): string {
  return names.toSorted().join(' ')
}

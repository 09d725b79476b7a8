import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { AcmeOrderTable, AcmeUrlKind } from '../../plugins/database/tables/acme-accounts.ts'

export type OrderRow = Selectable<AcmeOrderTable>

type NewOrder = Pick<
  Insertable<AcmeOrderTable>,
  'id' | 'account_id' | 'device_id' | 'url' | 'names' | 'name_set' | 'profile' | 'created_at' | 'kept_until'
>

interface Whose {
  account_id: string
  device_id: string
}

/** The order of this device's that an address belongs to, where the authority told the cloud so. */
export function findOrderAt(
  db: Kysely<CloudTables>,
  { account_id, device_id }: Whose,
  url: string,
  kinds: readonly AcmeUrlKind[],
): Promise<(OrderRow & { kind: AcmeUrlKind }) | undefined> {
  return db
    .selectFrom('acme_order_urls')
    .innerJoin('acme_orders', 'acme_orders.id', 'acme_order_urls.order_id')
    .selectAll('acme_orders')
    .select('acme_order_urls.kind')
    .where('acme_order_urls.account_id', '=', account_id)
    .where('acme_order_urls.url', '=', url)
    .where('acme_order_urls.kind', 'in', kinds)
    .where('acme_orders.device_id', '=', device_id)
    .executeTakeFirst()
}

/** An order for these names whose answer the device may never have had. */
export function findUnfinished(
  db: Kysely<CloudTables>,
  { account_id, device_id }: Whose,
  order: { name_set: string; profile: string | null },
  since: Instant,
): Promise<OrderRow | undefined> {
  return db
    .selectFrom('acme_orders')
    .selectAll()
    .where('device_id', '=', device_id)
    .where('account_id', '=', account_id)
    .where('created_at', '>', since)
    .where('name_set', '=', order.name_set)
    .where('profile', order.profile === null ? 'is' : '=', order.profile)
    .where('key_hash', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * The order that stands at this address now. Authorities answer with a pending one where the same names are ordered again: it
 * is whoever's names they are now.
 */
export async function putOrder(trx: Transaction<CloudTables>, order: NewOrder): Promise<{ id: string }> {
  const { id: _id, account_id: _account, url: _url, ...written } = order
  return trx
    .insertInto('acme_orders')
    .values(order)
    .onConflict((known) => known.columns(['account_id', 'url']).doUpdateSet({ ...written, key_hash: null }))
    .returning('id')
    .executeTakeFirstOrThrow()
}

export async function bindUrls(
  trx: Kysely<CloudTables>,
  { account_id, order_id }: { account_id: string; order_id: string },
  urls: readonly { url: string; kind: AcmeUrlKind }[],
): Promise<void> {
  const byUrl = new Map(urls.map((one) => [one.url, { account_id, order_id, ...one }]))
  if (byUrl.size === 0) return
  await trx
    .insertInto('acme_order_urls')
    .values([...byUrl.values()])
    .onConflict((known) =>
      known
        .columns(['account_id', 'url'])
        .doUpdateSet((row) => ({ order_id: row.ref('excluded.order_id'), kind: row.ref('excluded.kind') }))
        // Who waits for an authority reads the same again and again: nothing is written then.
        .where('acme_order_urls.order_id', '<>', order_id),
    )
    .execute()
}

export async function updateOrder(db: Kysely<CloudTables>, id: string, columns: Partial<Insertable<AcmeOrderTable>>): Promise<void> {
  await db.updateTable('acme_orders').set(columns).where('id', '=', id).execute()
}

/** Which device this key is of: the one that asks, unless another has handed it in before. */
export async function deviceOfKey(
  trx: Transaction<CloudTables>,
  key: { key_hash: string; device_id: string; used_at: Instant },
): Promise<string> {
  const { device_id } = await trx
    .insertInto('acme_keys')
    .values(key)
    .onConflict((known) => known.column('key_hash').doUpdateSet({ used_at: key.used_at }))
    .returning('device_id')
    .executeTakeFirstOrThrow()
  return device_id
}

export function findOrderOfCertificate(
  db: Kysely<CloudTables>,
  deviceId: string,
  certificate: { fingerprint: string } | { ari_id: string },
): Promise<(OrderRow & { directory_url: string }) | undefined> {
  const [column, value] =
    'fingerprint' in certificate ? (['fingerprint', certificate.fingerprint] as const) : (['ari_id', certificate.ari_id] as const)
  return db
    .selectFrom('acme_orders')
    .innerJoin('team_acme_accounts', 'team_acme_accounts.id', 'acme_orders.account_id')
    .selectAll('acme_orders')
    .select('team_acme_accounts.directory_url')
    .where('device_id', '=', deviceId)
    .where(`acme_orders.${column}`, '=', value)
    .orderBy('acme_orders.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Whether the device has had a certificate for these names by the account: then this one renews it. */
export async function hasIssued(db: Kysely<CloudTables>, { account_id, device_id }: Whose, name_set: string): Promise<boolean> {
  const row = await db
    .selectFrom('acme_orders')
    .select('id')
    .where('device_id', '=', device_id)
    .where('account_id', '=', account_id)
    .where('name_set', '=', name_set)
    .where('fingerprint', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Orders that nobody needs any more, and keys that were not used for as long. */
export async function forgetAcmeOrders(db: Kysely<CloudTables>, now: Instant, keysUnusedSince: Instant): Promise<void> {
  await db.deleteFrom('acme_orders').where('kept_until', '<', now).execute()
  await db.deleteFrom('acme_keys').where('used_at', '<', keysUnusedSince).execute()
}

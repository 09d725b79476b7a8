import { join } from 'node:path'
import { hour, type Instant } from '@mylzip/shared/domain/time.ts'
import Database from 'better-sqlite3'
import { defaultOrderLifetime } from '#cloud/practice/authority/orders/new-order.service.ts'
import { suggestWindow } from '#cloud/practice/authority/renewal-info/window.policy.ts'

/** An order as the authority has it, and the certificate that came of it. */
export interface Order {
  name: string
  placedAt: Instant
  replaces: string | null
  certificate: { ariId: string; issuedAt: Instant; notAfter: Instant; window: { start: Instant; end: Instant } } | undefined
}

interface Row {
  names: string
  expires_at: number
  replaces: string | null
  ari_id: string | null
  not_before: number
  not_after: number
}

/** All that the authority was ever asked for, in the order it was. */
export function ordersAt(authorityFolder: string): Order[] {
  const database = new Database(join(authorityFolder, 'authority.db'), { readonly: true })
  try {
    const rows = database
      .prepare<[], Row>(
        `SELECT o.names, o.expires_at, o.replaces, c.ari_id, c.not_before, c.not_after
         FROM orders o LEFT JOIN certificates c ON c.id = o.certificate_id ORDER BY o.rowid`,
      )
      .all()
    return rows.map(orderOf)
  } finally {
    database.close()
  }
}

function orderOf({ names, expires_at, replaces, ari_id, not_before, not_after }: Row): Order {
  const [name = ''] = JSON.parse(names) as string[]
  const order = { name, placedAt: expires_at - defaultOrderLifetime, replaces }
  if (ari_id === null) return { ...order, certificate: undefined }
  const window = suggestWindow({ notBefore: not_before, notAfter: not_after, revokedAt: undefined, suggested: undefined }, not_before)
  return { ...order, certificate: { ariId: ari_id, issuedAt: not_before + hour, notAfter: not_after, window } }
}

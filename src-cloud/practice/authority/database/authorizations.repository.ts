import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Authorization, AuthorizationStatus } from '../model.ts'
import type { AuthorityDatabase } from './open.ts'

interface Row {
  id: string
  order_id: string
  account_id: string
  name: string
  wildcard: number
  status: AuthorizationStatus
  expires_at: number
}

export type Authorizations = ReturnType<typeof authorizationsRepository>

export function authorizationsRepository(database: AuthorityDatabase) {
  const insert = database.prepare<[string, string, string, string, number, string, number]>(
    'INSERT INTO authorizations (id, order_id, account_id, name, wildcard, status, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const byId = database.prepare<[string], Row>('SELECT * FROM authorizations WHERE id = ?')
  const ofOrder = database.prepare<[string], Row>('SELECT * FROM authorizations WHERE order_id = ? ORDER BY rowid')
  const setStatus = database.prepare<[string, string]>('UPDATE authorizations SET status = ? WHERE id = ?')
  const holds = database.prepare<[string, string, number, number], { id: string }>(
    "SELECT id FROM authorizations WHERE account_id = ? AND name = ? AND wildcard = ? AND status = 'valid' AND expires_at > ? LIMIT 1",
  )
  return {
    add: (it: Authorization) => insert.run(it.id, it.orderId, it.accountId, it.name, it.wildcard ? 1 : 0, it.status, it.expiresAt),
    byId: (id: string) => read(byId.get(id)),
    ofOrder: (orderId: string) => ofOrder.all(orderId).map(toAuthorization),
    setStatus: (id: string, status: AuthorizationStatus) => setStatus.run(status, id),
    /** Whether the account has proven this name, in the form it stands in certificates, and the proof still counts. */
    holdsValid(accountId: string, name: string, now: Instant): boolean {
      const wildcard = name.startsWith('*.')
      return holds.get(accountId, wildcard ? name.slice(2) : name, wildcard ? 1 : 0, now) !== undefined
    },
  }
}

function read(row: Row | undefined): Authorization | undefined {
  return row && toAuthorization(row)
}

function toAuthorization(row: Row): Authorization {
  return {
    id: row.id,
    orderId: row.order_id,
    accountId: row.account_id,
    name: row.name,
    wildcard: row.wildcard === 1,
    status: row.status,
    expiresAt: row.expires_at,
  }
}

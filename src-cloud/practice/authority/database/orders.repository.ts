import type { Order } from '../model.ts'
import type { ProblemDocument } from '../problem.ts'
import type { AuthorityDatabase } from './open.ts'

interface Row {
  id: string
  account_id: string
  profile: string
  names: string
  replaces: string | null
  expires_at: number
  error: string | null
  certificate_id: string | null
}

export type Orders = ReturnType<typeof ordersRepository>

export function ordersRepository(database: AuthorityDatabase) {
  const insert = database.prepare<[string, string, string, string, string | null, number]>(
    'INSERT INTO orders (id, account_id, profile, names, replaces, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const byId = database.prepare<[string], Row>('SELECT * FROM orders WHERE id = ?')
  const ofAccount = database.prepare<[string], { id: string }>('SELECT id FROM orders WHERE account_id = ? ORDER BY rowid')
  const replacing = database.prepare<[string], Row>('SELECT * FROM orders WHERE replaces = ? AND error IS NULL')
  const fail = database.prepare<[string, string]>('UPDATE orders SET error = ? WHERE id = ? AND error IS NULL')
  const complete = database.prepare<[string, string]>('UPDATE orders SET certificate_id = ? WHERE id = ?')
  return {
    add: (it: Order) => insert.run(it.id, it.accountId, it.profile, JSON.stringify(it.names), it.replaces ?? null, it.expiresAt),
    byId: (id: string) => read(byId.get(id)),
    idsOf: (accountId: string) => ofAccount.all(accountId).map((row) => row.id),
    /** Orders that name this certificate as their predecessor and have not failed. */
    replacing: (certificateId: string) => replacing.all(certificateId).map(toOrder),
    fail: (id: string, error: ProblemDocument) => fail.run(JSON.stringify(error), id),
    complete: (id: string, certificateId: string) => complete.run(certificateId, id),
  }
}

function read(row: Row | undefined): Order | undefined {
  return row && toOrder(row)
}

function toOrder(row: Row): Order {
  return {
    id: row.id,
    accountId: row.account_id,
    profile: row.profile,
    names: JSON.parse(row.names) as string[],
    replaces: row.replaces ?? undefined,
    expiresAt: row.expires_at,
    error: row.error === null ? undefined : (JSON.parse(row.error) as ProblemDocument),
    certificateId: row.certificate_id ?? undefined,
  }
}

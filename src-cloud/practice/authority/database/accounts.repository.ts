import type { JWK } from 'jose'
import type { Account } from '../model.ts'
import type { AuthorityDatabase } from './open.ts'

interface Row {
  id: string
  thumbprint: string
  key: string
  contact: string
  status: Account['status']
  created_at: number
}

export type Accounts = ReturnType<typeof accountsRepository>

export function accountsRepository(database: AuthorityDatabase) {
  const insert = database.prepare<[string, string, string, string, string, number]>(
    'INSERT INTO accounts (id, thumbprint, key, contact, status, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const byId = database.prepare<[string], Row>('SELECT * FROM accounts WHERE id = ?')
  const byThumbprint = database.prepare<[string], Row>('SELECT * FROM accounts WHERE thumbprint = ?')
  const setContact = database.prepare<[string, string]>('UPDATE accounts SET contact = ? WHERE id = ?')
  const deactivate = database.prepare<[string]>("UPDATE accounts SET status = 'deactivated' WHERE id = ?")
  const setKey = database.prepare<[string, string, string]>('UPDATE accounts SET key = ?, thumbprint = ? WHERE id = ?')
  return {
    add: (it: Account) => insert.run(it.id, it.thumbprint, JSON.stringify(it.key), JSON.stringify(it.contact), it.status, it.createdAt),
    byId: (id: string) => read(byId.get(id)),
    byThumbprint: (thumbprint: string) => read(byThumbprint.get(thumbprint)),
    setContact: (id: string, contact: string[]) => setContact.run(JSON.stringify(contact), id),
    deactivate: (id: string) => deactivate.run(id),
    setKey: (id: string, key: JWK, thumbprint: string) => setKey.run(JSON.stringify(key), thumbprint, id),
  }
}

function read(row: Row | undefined): Account | undefined {
  if (!row) return undefined
  const { key, contact, created_at, ...rest } = row
  return { ...rest, key: JSON.parse(key) as JWK, contact: JSON.parse(contact) as string[], createdAt: created_at }
}

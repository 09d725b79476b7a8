import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Issued, SuggestedWindow } from '../model.ts'
import type { AuthorityDatabase } from './open.ts'

interface Row {
  id: string
  account_id: string
  order_id: string
  names: string
  serial: string
  ari_id: string
  chain: string
  not_before: number
  not_after: number
  revoked_at: number | null
  revocation_reason: number | null
  suggested: string | null
}

export type Certificates = ReturnType<typeof certificatesRepository>

export function certificatesRepository(database: AuthorityDatabase) {
  const insert = database.prepare<[string, string, string, string, string, string, string, number, number]>(
    `INSERT INTO certificates (id, account_id, order_id, names, serial, ari_id, chain, not_before, not_after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const byId = database.prepare<[string], Row>('SELECT * FROM certificates WHERE id = ?')
  const bySerial = database.prepare<[string], Row>('SELECT * FROM certificates WHERE serial = ?')
  const byAriId = database.prepare<[string], Row>('SELECT * FROM certificates WHERE ari_id = ?')
  const revoke = database.prepare<[number, number | null, string]>(
    'UPDATE certificates SET revoked_at = ?, revocation_reason = ? WHERE id = ? AND revoked_at IS NULL',
  )
  const revoked = database.prepare<[number], Row>('SELECT * FROM certificates WHERE revoked_at IS NOT NULL AND not_after > ?')
  const suggest = database.prepare<[string, string]>('UPDATE certificates SET suggested = ? WHERE ari_id = ?')
  return {
    add: (it: Omit<Issued, 'revokedAt' | 'revocationReason' | 'suggested'>) =>
      insert.run(it.id, it.accountId, it.orderId, JSON.stringify(it.names), it.serial, it.ariId, it.chain, it.notBefore, it.notAfter),
    byId: (id: string) => read(byId.get(id)),
    bySerial: (serial: string) => read(bySerial.get(serial)),
    byAriId: (ariId: string) => read(byAriId.get(ariId)),
    /** False when it was revoked before. */
    revoke: (id: string, at: Instant, reason: number | undefined): boolean => revoke.run(at, reason ?? null, id).changes === 1,
    /** Those that a revocation list must still name. */
    revoked: (now: Instant) => revoked.all(now).map(toIssued),
    suggest: (ariId: string, window: SuggestedWindow): boolean => suggest.run(JSON.stringify(window), ariId).changes === 1,
  }
}

function read(row: Row | undefined): Issued | undefined {
  return row && toIssued(row)
}

function toIssued(row: Row): Issued {
  return {
    id: row.id,
    accountId: row.account_id,
    orderId: row.order_id,
    names: JSON.parse(row.names) as string[],
    serial: row.serial,
    ariId: row.ari_id,
    chain: row.chain,
    notBefore: row.not_before,
    notAfter: row.not_after,
    revokedAt: row.revoked_at ?? undefined,
    revocationReason: row.revocation_reason ?? undefined,
    suggested: row.suggested === null ? undefined : (JSON.parse(row.suggested) as SuggestedWindow),
  }
}

import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { AcmeProblem, isRevoked, problemDetail } from '../acme/acme-session.adapter.ts'
import type { AuthorityAnswer } from '../lost-devices/prove-and-revoke.ts'
import type { AccountSessions } from './account-sessions.ts'
import { findAccount } from './accounts.repository.ts'
import { findOrderOfCertificate, updateOrder } from './orders.repository.ts'

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  sessions: Pick<AccountSessions, 'of'>
}

export interface LostCertificate {
  fingerprint: string
  /** DER, base64url. */
  certificate: string
  /** CRLReason (RFC 5280 §5.3.1). */
  reason: number
}

/** False when no account of the team's ordered it. Fails with an Error that says what the authority said; its cause is the answer. */
export type RevokeByAccount = (device: { id: string; teamId: string }, lost: LostCertificate) => Promise<boolean>

/** Whoever ordered a certificate may revoke it (RFC 8555 §7.6): for a lost device that ordered with its team's account. */
export function createRevokeByAccount({ db, clock, sessions }: Needs): RevokeByAccount {
  return async (device, { fingerprint, certificate, reason }) => {
    const known = await findOrderOfCertificate(db, device.id, { fingerprint })
    const account = known && (await findAccount(db, device.teamId, known.account_id))
    if (known === undefined || account?.state !== 'valid') return false
    const session = await sessions.of(account)
    const answer = await session.post(session.directory.revokeCert, { certificate, reason })
    if (!isRevoked(answer)) {
      const cause = { status: answer.status, problem: AcmeProblem.safeParse(answer.body).data?.type } satisfies AuthorityAnswer
      throw new Error(`it did not revoke: ${problemDetail(answer)}`, { cause })
    }
    await updateOrder(db, known.id, { revoked_at: clock.now() })
    return true
  }
}

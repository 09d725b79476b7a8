import type { AuditHead } from '@mylzip/shared/cloud-api/devices.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { judgeHead, signedText } from './audit-heads.policy.ts'
import { insertHead, keepEvidence, keepNewestHeads, knownHeads, newestHeads } from './audit-heads.repository.ts'
import { lockDevice } from './devices.repository.ts'
import type { EnrolledCaller } from './enrolled-caller.ts'
import { formerKeysOf } from './places.repository.ts'
import { isSignedBy } from './signatures.ts'

const shown = 500

export interface AuditHeadsService {
  /** Refuses with ASSERTION_INVALID or, keeping the head as evidence, AUDIT_HEAD_CONFLICT. */
  anchor(caller: EnrolledCaller, head: AuditHead): Promise<{ seq: number }>
  list(caller: EnrolledCaller): Promise<{ heads: (AuditHead & { reportedAt: string })[] }>
}

export function createAuditHeadsService({ db, clock }: { db: Kysely<CloudTables>; clock: Clock }): AuditHeadsService {
  /** What waited to be sent while the key was changed is signed by the one of before. */
  async function isSigned({ id, publicKey, nextPublicKey }: EnrolledCaller, head: AuditHead): Promise<boolean> {
    const isBy = (key: string) => isSignedBy(key, signedText(head), head.signature)
    return isBy(publicKey) || (nextPublicKey !== null && isBy(nextPublicKey)) || (await formerKeysOf(db, id)).some(isBy)
  }

  return {
    async anchor(caller, head) {
      if (!(await isSigned(caller, head))) throw new Refusal('ASSERTION_INVALID', { reason: 'the audit log’s head is not signed by it' })
      const { seq, hash, at, signature } = head
      const row = { device_id: caller.id, seq, hash, at, signature, reported_at: clock.now() }
      const verdict = await db.transaction().execute(async (trx) => {
        await lockDevice(trx, caller)
        const judged = judgeHead(head, await knownHeads(trx, caller.id, seq))
        if (judged === 'new') {
          await insertHead(trx, row)
          await keepNewestHeads(trx, caller.id)
        }
        if (judged === 'conflict') await keepEvidence(trx, row)
        return judged
      })
      // Refused only here, because a refusal inside would take the evidence back with the transaction.
      if (verdict === 'conflict') throw new Refusal('AUDIT_HEAD_CONFLICT', { seq })
      return { seq }
    },
    async list(caller) {
      const rows = await newestHeads(db, caller.id, shown)
      return {
        heads: rows.map(({ seq, hash, at, signature, reported_at }) => ({
          seq,
          hash,
          at,
          signature,
          reportedAt: toTimestamp(reported_at),
        })),
      }
    },
  }
}

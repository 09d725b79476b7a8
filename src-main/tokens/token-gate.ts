import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour } from '@mylzip/shared/domain/time.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Log } from '../system/log/log.port.ts'
import type { LivePasses } from './live-passes.ts'
import { tokenRepository } from './token.repository.ts'
import type { TokenGate } from './token-gate.port.ts'
import { isSameHash, isTokenSecret, tokenHash } from './token-secret.policy.ts'
import { whyEnded } from './token-standing.policy.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  audit: Pick<AuditService, 'recordAlone'>
  log: Log
  passes: LivePasses
}

/** How exactly “last used” is kept: one write an hour, not one a call. */
const exactness = hour

export function createTokenEntrance({ db, clock, audit, log, passes }: Needs): TokenGate['enter'] {
  const repository = tokenRepository(db)
  return async (secret) => {
    if (!isTokenSecret(secret)) throw new Refusal('LOCAL_TOKEN_UNKNOWN')
    const hash = tokenHash(secret)
    // All of them, so that nothing is looked up by what somebody showed; there are few.
    const token = (await repository.all()).find((row) => isSameHash(row.hash, hash))
    if (token === undefined) throw new Refusal('LOCAL_TOKEN_UNKNOWN')
    const { id, label, level, expires_at, last_used_at } = token
    const now = clock.now()
    const refusal = whyEnded(token, now)
    if (refusal) throw refusal
    // At once, before anything is waited for: who revokes it from here on ends this pass too.
    const pass = passes.begin(id, expires_at, () => whyEnded(token, clock.now()) ?? new Refusal('LOCAL_TOKEN_UNKNOWN'))
    if (last_used_at === null || Math.abs(now - last_used_at) >= exactness)
      // Who may come is let in, whatever the disk says.
      await repository.used(id, now).catch((error: unknown) => log.warn('when a token was used last could not be written', { error }))
    return {
      level,
      ...pass,
      async asksFor(operation) {
        await audit.recordAlone({ actor: 'token', action: 'token-used', subject: label, detail: { operation } })
      },
    }
  }
}

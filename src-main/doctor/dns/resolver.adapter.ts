import { getServers } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { setTimeout } from 'node:timers/promises'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Resolver } from './dns.port.ts'
import { placeOf } from './place.policy.ts'

/** A resolver whose servers do not answer may take half a minute; nobody waits for that. */
const patience = 8 * second

/** This machine’s own resolver. */
export const systemResolver: Resolver = {
  servers: () => getServers().flatMap((text) => placeOf(text) ?? []),
  async lookup(name) {
    const answered = new AbortController()
    const answer = lookup(name, { all: true, order: 'verbatim' }).then(
      (found) => ({ addresses: [...new Set(found.map(({ address }) => address))] }),
      (error: unknown) => ({ failure: systemErrorCode(error) ?? String(error) }),
    )
    const tooLate = setTimeout(patience, { failure: 'EAI_AGAIN' }, { ref: false, signal: answered.signal })
    try {
      return await Promise.race([answer, tooLate.catch(() => answer)])
    } finally {
      answered.abort()
    }
  },
}

import { setTimeout as wait } from 'node:timers/promises'
import { second } from '@mylzip/shared/domain/time.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Certificate, StateEvent } from '@mylzip/shared/operations/values.ts'

/** How long (ms) an authority may take to say when it wants the renewal; without that the answer is as true, and says less. */
const patience = 3 * second

/**
 * The certificate once it is settled when it is renewed next, which follows the end of a run; as it is then where that does not
 * come. A command that is alone would tear that away too if it ended before.
 */
export async function plannedCertificate(client: AgentClient, certificateId: string): Promise<Certificate> {
  const over = new AbortController()
  const tooLate = wait(patience, undefined, { signal: over.signal }).catch(() => undefined)
  try {
    const events = await client.state.watch(undefined, { signal: over.signal })
    const planned = plannedIn(events, certificateId).catch(() => undefined)
    return (await Promise.race([planned, tooLate])) ?? (await client.certificates.get({ certificateId }))
  } finally {
    over.abort()
  }
}

async function plannedIn(events: AsyncIterable<StateEvent>, certificateId: string): Promise<Certificate | undefined> {
  for await (const event of events) {
    const seen = event.type === 'snapshot' ? event.snapshot.certificates : event.type === 'certificate' ? [event.certificate] : []
    const planned = seen.find(({ id, renewal }) => id === certificateId && renewal !== null)
    if (planned) return planned
  }
  return undefined
}

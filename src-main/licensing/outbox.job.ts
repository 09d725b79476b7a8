import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Random } from '../system/random.port.ts'
import type { Timers } from '../system/timers.port.ts'
import { batchSize, isFinal, pauseAfterFailures } from './outbox.policy.ts'
import { type OutboxEntry, outboxRepository } from './outbox.repository.ts'

export interface OutboxNeeds {
  db: Kysely<AgentTables>
  cloud: Pick<CloudClient, 'devices'>
  timers: Timers
  random: Random
  log: Log
}

export interface Outbox {
  /** There may be something to send: called at the start, after each commit that added something, when a network comes up. */
  wake(): void
  /** Resolves when all that could be sent now has been: nothing waits any more, or the cloud takes nothing at the moment. */
  settled(): Promise<void>
  /** Sends nothing more, and waits for what is under way; the client's signal cuts that short. */
  stop(): Promise<void>
}

/**
 * Tells the cloud what happened, in order and at least once: an entry is removed when the cloud has answered, and
 * its id lets the cloud count a repetition once. While nothing waits, no timer runs.
 */
export function createOutbox(needs: OutboxNeeds): Outbox {
  const { timers, random, log } = needs
  let working: Promise<void> | undefined
  let wokenMeanwhile = false
  let stopped = false
  let failures = 0
  let callOff = () => {}

  async function work(): Promise<void> {
    try {
      while (!stopped && (await sendNext(needs))) failures = 0
      failures = 0
    } catch (error) {
      // Enrolling writes an entry of its own, which wakes us.
      if (isRefusal(error, 'NOT_ENROLLED')) return
      failures += 1
      log.warn('the cloud could not be told', { failures, error })
      if (!stopped) callOff = timers.after(pauseAfterFailures(failures, random), wake)
    }
  }

  function wake(): void {
    if (stopped) return
    callOff()
    wokenMeanwhile = working !== undefined
    working ??= work().finally(() => {
      working = undefined
      if (wokenMeanwhile) wake()
    })
  }

  return {
    wake,
    async settled() {
      while (working) await working
    },
    async stop() {
      stopped = true
      callOff()
      await working
    },
  }
}

/** Sends the oldest entries that go in one call. False when there was nothing. */
async function sendNext(needs: OutboxNeeds): Promise<boolean> {
  const waiting = await outboxRepository(needs.db).next(batchSize)
  const [first] = waiting
  if (!first) return false
  const others = waiting.findIndex(({ kind }) => kind !== first.kind)
  await sendOrDrop(first.kind === 'report' ? waiting.slice(0, others < 0 ? undefined : others) : [first], needs)
  return true
}

/** One report that the cloud does not take must not take the others with it: then each is sent alone. */
async function sendOrDrop(batch: readonly OutboxEntry[], needs: OutboxNeeds): Promise<void> {
  const { db, cloud, log } = needs
  try {
    await send(batch, cloud)
  } catch (error) {
    if (!isFinal(error)) throw error
    if (batch.length > 1) {
      for (const entry of batch) await sendOrDrop([entry], needs)
      return
    }
    log.error('the cloud refused what it was told; it is not sent again', { entry: batch[0]?.id, error })
  }
  await outboxRepository(db).remove(batch.map(({ id }) => id))
}

async function send(batch: readonly OutboxEntry[], { devices }: OutboxNeeds['cloud']): Promise<void> {
  const reports = batch.flatMap((entry) => (entry.kind === 'report' ? [entry.report] : []))
  if (reports.length > 0) await devices.report({ reports })
  for (const entry of batch) if (entry.kind === 'audit-head') await devices.anchorAudit({ head: entry.head })
}

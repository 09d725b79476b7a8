import type { Command } from '@mylzip/shared/cloud-api/commands.ts'
import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { day, second } from '@mylzip/shared/domain/time.ts'
import type { AuditService } from '../audit/audit.service.ts'
import { pauseAfterFailures } from '../licensing/outbox.policy.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Random } from '../system/random.port.ts'
import type { Timers } from '../system/timers.port.ts'
import type { Outcome, Progress } from './carry-out.service.ts'
import { type CommandRow, commandsRepository } from './commands.repository.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  timers: Timers
  random: Random
  log: Log
  cloud: Pick<CloudClient, 'commands'>
  audit: Pick<AuditService, 'record' | 'announce'>
  /** Answers how it ended; undefined when the agent ends before it has. Never throws. */
  carryOut(command: CommandRow, progress: (progress: Progress) => void): Promise<Outcome | undefined>
}

export interface CommandWork {
  /** Writes it down, once; then it is begun, and the cloud hears that it has arrived. */
  receive(command: Command): Promise<void>
  /** Goes on with what was left, and tells what was not told. */
  start(): void
  stop(): Promise<void>
}

/** How long one can look up here what was asked. */
const kept = 365 * day
/** ms between two reports of progress: a run goes through several steps in less. */
const leastBetween = 2 * second

/** Carries commands out one after the other, and tells the cloud how far they are: at least once, and in any case the end. */
export function createCommandWork(needs: Needs): CommandWork {
  const { audit, carryOut, clock, cloud, db, log, random, timers } = needs
  const commands = commandsRepository(db)
  let stopped = false
  let failures = 0
  let toldAt = 0
  let callOff = () => {}

  async function work(): Promise<void> {
    for (let next = await commands.next(); next && !stopped; next = await commands.next()) {
      const { id } = next
      await commands.update(id, { state: 'running' })
      telling.again()
      const outcome = await carryOut(next, (progress) => tellProgress(id, progress))
      if (outcome === undefined) return
      const { state, result, failure } = outcome
      const texts = { result: result ? JSON.stringify(result) : null, failure: failure ? JSON.stringify(failure) : null }
      await commands.update(id, { state, ...texts, ended_at: clock.now() })
      telling.again()
    }
  }

  async function tell(): Promise<void> {
    callOff()
    try {
      for (const { id, state, result, failure } of await commands.untold(100)) {
        if (stopped) return
        const report = { ...(result && { result: JSON.parse(result) }), ...(failure && { failure: JSON.parse(failure) }) }
        await cloud.commands.report({ operationId: id, state, ...report }).catch((error: unknown) => {
          // Another cloud than the one that gave it, or one that was restored: nobody there waits for an answer.
          if (!isRefusal(error, 'OPERATION_NOT_FOUND')) throw error
        })
        await commands.update(id, { told_state: state })
        failures = 0
      }
      await commands.removeEndedBefore(clock.now() - kept)
    } catch (error) {
      failures += 1
      log.warn('the cloud could not be told how far its commands are', { failures, error })
      if (!stopped) callOff = timers.after(pauseAfterFailures(failures, random), telling.again)
    }
  }

  /** Of no consequence when it is lost: the end is told in any case. */
  function tellProgress(operationId: string, progress: Progress): void {
    const now = clock.now()
    if (stopped || Math.abs(now - toldAt) < leastBetween) return
    toldAt = now
    void cloud.commands.report({ operationId, state: 'running', progress }).catch(() => undefined)
  }

  const working = oneAtATime(work, (error) => log.error('commands could not be carried out', { error }))
  const telling = oneAtATime(tell, (error) => log.error('commands could not be read', { error }))

  return {
    async receive(command) {
      const { id, order } = command
      const entry = await db.transaction().execute(async (tx) => {
        if (!(await commandsRepository(tx).add(command, clock.now()))) return commandsRepository(tx).tellAgain(id)
        return audit.record(tx, { actor: 'cloud', action: 'command-received', subject: id, detail: { command: order.kind } })
      })
      if (entry) audit.announce(entry)
      telling.again()
      working.again()
    },
    start() {
      telling.again()
      working.again()
    },
    async stop() {
      stopped = true
      callOff()
      await Promise.all([working.settled(), telling.settled()])
    },
  }
}

/** Runs `job` again for whatever comes while it runs, never twice at once. */
function oneAtATime(job: () => Promise<void>, failed: (error: unknown) => void) {
  let running: Promise<void> | undefined
  let wanted = false
  function again(): void {
    wanted = running !== undefined
    running ??= job()
      .catch(failed)
      .finally(() => {
        running = undefined
        if (wanted) again()
      })
  }
  return { again, settled: async () => void (await running) }
}

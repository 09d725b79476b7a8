import type { Command, CommandReport, StreamEvent } from '@mylzip/shared/cloud-api/commands.ts'
import type { OperationState } from '@mylzip/shared/domain/operation-states.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute, second } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { fraction } from '../../plugins/fraction.policy.ts'
import type { Random } from '../../plugins/random.port.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { Bell } from './bell.ts'
import type { CommandBells } from './command-bell.ts'
import { type CommandPlace, toldUpTo } from './command-place.policy.ts'
import { changeOperation } from './operation-end.service.ts'
import { changeBy } from './operation-report.policy.ts'
import { commandLog, lockOperation, openCommands } from './operations.repository.ts'

export type CommandStream = AsyncGenerator<StreamEvent, { comeBackInMs: number }, void>

export interface CommandsService {
  /**
   * Commands after `after` as they are given, until `signal` aborts, the cloud ends, the stream is old enough, or the device has
   * begun two others since. Refuses with TOO_MANY_LISTENERS, as `wait` does.
   */
  stream(caller: EnrolledCaller, after: CommandPlace, signal?: AbortSignal): Promise<CommandStream>
  /** Those after `after`: at once when there are any, otherwise as soon as there are, at most `ms` later. */
  wait(
    caller: EnrolledCaller,
    after: CommandPlace,
    ms: number,
    signal?: AbortSignal,
  ): Promise<{ commands: Command[]; policyChanged?: true }>
  /** Refuses with OPERATION_NOT_FOUND for another device's. */
  report(caller: EnrolledCaller, operationId: string, report: CommandReport): Promise<{ state: OperationState }>
}

interface CommandsNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
  bells: CommandBells
}

/**
 * How long a stream goes on, drawn between the half and the whole: below the life of an access token, so that a device
 * which was released or lost its key is soon out, and not all at one moment, so that a fleet does not come back at once.
 */
const longestStream = 14 * minute
const batch = 50
/** ms after its beginning that a stream says that it flows. */
const flowsAfter = second
/** Those whom an instance lets go at one moment come back over so long, drawn for each. */
const comeBackWithin = 2 * second

/** Commands on their way to devices, and what devices say of them. */
export function createCommands({ db, clock, random, audit, bells }: CommandsNeeds): CommandsService {
  const after = async (caller: EnrolledCaller, seq: number, log: string): Promise<Command[]> =>
    (await openCommands(db, caller, seq, batch)).map(({ id, seq, command }) => ({ id, seq, log, order: command }))

  /** Hung up when the caller goes, too. */
  async function listen(deviceId: string, goes: AbortSignal | undefined): Promise<Bell> {
    const bell = await bells.bellFor(deviceId)
    goes?.addEventListener('abort', bell.hangUp, { once: true })
    if (goes?.aborted) bell.hangUp()
    return bell
  }

  async function* eventsOf(bell: Bell, caller: EnrolledCaller, from: CommandPlace): CommandStream {
    const until = clock.now() + longestStream * (0.5 + fraction(random) / 2)
    const over = () => bell.hungUp() || clock.now() >= until
    let flowsAt: number | undefined = clock.now() + flowsAfter
    try {
      const log = await commandLog(db)
      let sent = toldUpTo(from, log)
      // Asked once, and then only when the bell has rung: of 20,000 that wait nearly all have nothing to ask for.
      let mayHave = true
      while (!over()) {
        const commands: Command[] = mayHave ? await after(caller, sent, log) : []
        for (const command of commands) {
          // Each may have waited for a device that reads slowly.
          if (over()) break
          yield command
          sent = command.seq
        }
        if (bell.policyChanged()) yield { policyChanged: true }
        const now = clock.now()
        if (flowsAt !== undefined && now >= flowsAt) {
          yield { flowing: true }
          flowsAt = undefined
        }
        // In whole seconds: timers of one length share what they need.
        const seconds = Math.ceil((Math.min(until, flowsAt ?? until) - now) / second)
        mayHave = commands.length === batch || (await bell.rung(Math.max(seconds, 1) * second))
      }
    } finally {
      bell.hangUp()
    }
    return { comeBackInMs: Math.floor(comeBackWithin * fraction(random)) }
  }

  return {
    // Refused before the answer begins; whoever goes before its first event hangs up too.
    stream: async (caller, from, goes) => eventsOf(await listen(caller.id, goes), caller, from),
    async wait(caller, from, ms, goes) {
      const bell = await listen(caller.id, goes)
      try {
        const until = clock.now() + ms
        const log = await commandLog(db)
        for (;;) {
          const commands = await after(caller, toldUpTo(from, log), log)
          const left = until - clock.now()
          if (bell.policyChanged()) return { commands, policyChanged: true }
          if (commands.length > 0 || left <= 0 || bell.hungUp()) return { commands }
          await bell.rung(left)
        }
      } finally {
        bell.hangUp()
      }
    },
    report: (caller, operationId, report) =>
      db.transaction().execute(async (trx) => {
        const known = await lockOperation(trx, operationId)
        if (known?.device_id !== caller.id || known.carried_out_by !== 'device') throw new Refusal('OPERATION_NOT_FOUND', { operationId })
        const change = changeBy(report, known, clock.now())
        if (change === undefined) return { state: known.state }
        await changeOperation(audit, trx, known, change, { kind: 'device', id: caller.id })
        return { state: change.state }
      }),
  }
}

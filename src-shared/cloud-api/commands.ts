import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { operationStates, reportedStates } from '../domain/operation-states.policy.ts'
import { RevocationReason } from '../domain/revocation-reasons.ts'
import { forDevice, refuses } from './call.ts'

const Name = z.string().min(1).max(253)

/** What a device can be told to do. `certificate` is the name one is known by; null: the one for the device's own name. */
export const CommandOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('provision'), names: z.array(Name).min(1).max(100), autoRenewal: z.boolean() }),
  z.object({ kind: z.literal('renew'), certificate: Name.nullable() }),
  z.object({ kind: z.literal('revoke'), certificate: Name.nullable(), reason: RevocationReason }),
])
export type CommandOrder = z.infer<typeof CommandOrder>
export const commandKinds = ['provision', 'renew', 'revoke'] as const satisfies CommandOrder['kind'][]

/** A command on its way. `order` is read as CommandOrder by whoever carries it out: it may be one that is not known there yet. */
export const Command = z.object({
  id: z.uuid(),
  /** Rises with each command for the device. */
  seq: z.int().positive(),
  /** Which numbering `seq` belongs to: another one since the cloud was restored from a backup, whose numbers come again. */
  log: z.uuid().optional(),
  order: z.looseObject({ kind: z.string().max(64) }),
})
export type Command = z.infer<typeof Command>

/** The id of a command's event in the stream. */
export function eventIdOf({ seq, log }: Pick<Command, 'seq' | 'log'>): string {
  return log === undefined ? String(seq) : `${log}:${seq}`
}

/**
 * Comes a second after a stream has begun. A proxy that holds events back lets the beginning through, with the head of the
 * answer: only what comes later tells that the stream flows.
 */
export const Flowing = z.object({ flowing: z.literal(true) })
/** What the device is to obey may be something else than it was: it asks for it (policies.mine). */
export const PolicyChanged = z.object({ policyChanged: z.literal(true) })
export type StreamEvent = Command | z.infer<typeof Flowing> | z.infer<typeof PolicyChanged>

const Facts = z.record(z.string().max(64), z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()]))

/** How far a command came, in steps; `step` is a word of the run's (src-shared/domain/run-steps.ts) where there is a run. */
export const CommandProgress = z.object({ step: z.string().max(64), done: z.int().nonnegative(), of: z.int().positive() })
export const CommandFailure = z.object({ code: z.string().regex(/^[A-Z0-9_]{1,64}$/), sentence: z.string().max(2_000) })

export const CommandReport = z.object({
  state: z.enum(reportedStates),
  progress: CommandProgress.optional(),
  result: Facts.optional(),
  failure: CommandFailure.optional(),
})
export type CommandReport = z.infer<typeof CommandReport>

export const commands = {
  /**
   * Server-sent events: each command once as it is given, beginning with those that are still open or, with Last-Event-ID,
   * those given since (`eventIdOf` the last command). Ends from time to time so that the device comes back with a new access
   * token, and when this instance stops; the last event tells when to come back, in the field `retry` too.
   */
  stream: forDevice
    .route({ method: 'GET', path: '/devices/self/commands' })
    .output(eventIterator(z.union([Command, Flowing, PolicyChanged]), z.object({ comeBackInMs: z.int().nonnegative() })))
    .errors(refuses({ TOO_MANY_LISTENERS: 503 })),
  /**
   * The same where a proxy holds events back: answers as soon as there is a command above `after` of `log`, or another
   * policy, or with neither when the time is over.
   */
  wait: forDevice
    .route({ method: 'GET', path: '/devices/self/commands/waiting' })
    .input(
      z.object({
        after: z.coerce.number().int().nonnegative().default(0),
        log: z.uuid().optional(),
        waitSeconds: z.coerce.number().int().min(0).max(25).default(25),
      }),
    )
    .output(z.object({ commands: z.array(Command), policyChanged: z.literal(true).optional() }))
    .errors(refuses({ TOO_MANY_LISTENERS: 503 })),
  /** May be repeated, and come out of order: what is known already changes nothing. Answers the state that holds. */
  report: forDevice
    .route({ method: 'PUT', path: '/devices/self/commands/{operationId}' })
    .input(CommandReport.extend({ operationId: z.uuid() }))
    .output(z.object({ state: z.enum(operationStates) }))
    .errors(refuses({ OPERATION_NOT_FOUND: 404 })),
}

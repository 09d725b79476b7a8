import { type AgentClient, contract } from '@mylzip/shared/operations/contract.ts'
import { COMMON_ORPC_ERROR_DEFS, ORPCError } from '@orpc/client'
import { isContractProcedure } from '@orpc/contract'
import type { Log } from '../system/log/log.port.ts'
import type { RandomBytes } from '../system/random.port.ts'
import { createCallerErrors, type ToCallerError } from './caller-errors.ts'
import { guardedContract, nothingBefore } from './guarded-contract.ts'
import type { AgentRouter } from './router.ts'
import { tolerantContract } from './tolerant-contract.ts'

/** One operation on either side, or a folder of them. */
type Asks = (input: unknown, options: { signal: AbortSignal | undefined }) => Promise<unknown>
interface Implements {
  handler(answer: (call: { input: unknown; signal: AbortSignal | undefined }) => Promise<unknown>): unknown
}
type Branch<Leaf> = Leaf & { [name: string]: Branch<Leaf> }

/**
 * The whole contract, answered by an agent in another process: each operation asks the one of its name there. Made from the contract,
 * so that an operation that is added needs nothing here. `client` is the way there is just now; it throws a Refusal where there is none.
 */
export function createForwardingRouter(client: () => AgentClient, log: Log, random: RandomBytes): AgentRouter {
  const toCallerError = passingOn(createCallerErrors(log, random))
  const agent = guardedContract(toCallerError, nothingBefore, tolerantContract)
  const forward = (path: readonly string[]) => {
    const own = along<Implements>(agent, path)
    return own.handler(async ({ input, signal }) => along<Asks>(client(), path)(input, { signal }))
  }
  const procedures = each(contract, [], forward) as Parameters<typeof agent.router>[0]
  return { procedures: agent.router(procedures), toCallerError }
}

/** A refusal of a newer agent, which is not known here, goes on as it came: with its code, its sentence and its facts. */
function passingOn(toCallerError: ToCallerError): ToCallerError {
  return (error, operation) => (isNewerRefusal(error) ? error : toCallerError(error, operation))
}

/** What the library itself complains of has codes of its own, and a cause where it is about a form. */
function isNewerRefusal(error: unknown): error is ORPCError<string, unknown> {
  if (!(error instanceof ORPCError) || error.cause !== undefined) return false
  return !Object.hasOwn(COMMON_ORPC_ERROR_DEFS, error.code) && error.code !== 'MALFORMED_ORPC_ERROR_RESPONSE'
}

/** What the contract's names lead to; both sides are made from it, so it is there. */
function along<Leaf>(from: unknown, path: readonly string[]): Leaf {
  return path.reduce((at, name) => at[name] as Branch<Leaf>, from as Branch<Leaf>)
}

function each(node: object, path: readonly string[], make: (path: readonly string[]) => unknown): unknown {
  if (isContractProcedure(node)) return make(path)
  return Object.fromEntries(Object.entries(node).map(([name, below]) => [name, each(below as object, [...path, name], make)]))
}

import { contract } from '@mylzip/shared/operations/contract.ts'
import { mapEventIterator } from '@orpc/client'
import { implement } from '@orpc/server'
import type { TokenPass } from '../tokens/token-gate.port.ts'
import { type Caller, mayReach, refusalFor } from './access.policy.ts'
import type { ToCallerError } from './caller-errors.ts'
import { isEventIterator } from './event-iterator.ts'
import { untilEnded } from './until-ended.ts'

export interface CallContext {
  caller: Caller
  /** Of a program that came by a token: the call ends with it, and the log names it. */
  pass?: Pick<TokenPass, 'ended' | 'asksFor'>
}

/** Done before an operation that changes something; nothing where the agent goes by itself. */
export type BeforeChange = () => Promise<void>

export const nothingBefore: BeforeChange = async () => undefined

/** The contract, to be implemented: who may call what, and what a caller is told of a failure, is settled for each operation. */
export function guardedContract(toCallerError: ToCallerError, beforeChange: BeforeChange, promised = contract) {
  return (
    implement(promised)
      .$context<CallContext>()
      // Outermost: it sees what the access check, both validations and the agent throw, at once or while events go on.
      .use(({ next, path, signal }) => translated(next, path, signal, toCallerError))
      // Before the input is looked at, so that a caller learns nothing about what it may not use.
      .use(async ({ context: { caller, pass }, next, path, procedure }) => {
        const { access, looks } = procedure['~orpc'].meta
        if (!mayReach(caller, access)) throw refusalFor(caller, access)
        if (!looks) {
          await beforeChange()
          await pass?.asksFor(path.join('.'))
        }
        pass?.ended.throwIfAborted()
        const result = await next()
        if (!pass || !isEventIterator(result.output)) return result
        return { ...result, output: untilEnded(result.output, pass.ended) }
      })
  )
}

/** What `next` answers or throws, as a caller may see it. */
export async function translated<Result extends { output: unknown }>(
  next: () => Result | PromiseLike<Result>,
  path: readonly string[],
  signal: AbortSignal | undefined,
  toCallerError: ToCallerError,
): Promise<Result> {
  // Whoever left is not told, and their leaving is no defect.
  const translate = (error: unknown) => (signal?.aborted ? error : toCallerError(error, path.join('.')))
  try {
    const result = await next()
    if (!isEventIterator(result.output)) return result
    return { ...result, output: translateErrors(result.output, translate) }
  } catch (error) {
    throw translate(error)
  }
}

function translateErrors(events: AsyncIterator<unknown>, translate: (error: unknown) => unknown) {
  return mapEventIterator(events, { value: async (event: unknown) => event, error: async (error) => translate(error) })
}

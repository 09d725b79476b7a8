import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { ORPCError } from '@orpc/server'
import type { StandardHandlerOptions } from '@orpc/server/standard'
import { refusalError, type ToCallerError } from './caller-errors.ts'
import type { CallContext } from './guarded-contract.ts'

/** What every door tells the library, so that a request it cannot even read is refused like any other. */
export function handlerOptions(router: { toCallerError: ToCallerError }): StandardHandlerOptions<CallContext> {
  return {
    interceptors: [
      async ({ next, request }) => {
        try {
          return await next()
        } catch (error) {
          if (error instanceof ORPCError) throw router.toCallerError(error, request.url.pathname)
          throw refusalError(new Refusal('INPUT_INVALID', { reason: 'it could not be read' }))
        }
      },
    ],
  }
}

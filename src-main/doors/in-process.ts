import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { mapEventIterator } from '@orpc/client'
import { createRouterClient } from '@orpc/server'
import type { Caller } from './access.policy.ts'
import { asRefusal } from './answered-refusal.ts'
import { isEventIterator } from './event-iterator.ts'
import type { AgentRouter } from './router.ts'

/**
 * The agent in this very process, asked as through a door: the same access check, the same schemas, the same refusals.
 * Rejects with Refusal.
 */
export function connectInProcess({ procedures }: AgentRouter, caller: Caller): AgentClient {
  return createRouterClient(procedures, {
    context: { caller },
    interceptors: [
      async ({ next }) => {
        try {
          const answer: unknown = await next()
          if (!isEventIterator(answer)) return answer
          return mapEventIterator(answer, { value: async (event) => event, error: async (error) => asRefusal(error) })
        } catch (error) {
          throw asRefusal(error)
        }
      },
    ],
  }) as AgentClient
}
